package dev.howdah.kuzu.rewrite;

import com.kuzudb.QueryResult;

import dev.howdah.kuzu.cypher.Lexer;
import dev.howdah.kuzu.predicate.Condition;
import dev.howdah.kuzu.predicate.ConditionReader;
import dev.howdah.kuzu.predicate.ConditionSql;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.staging.StagedSelect;
import dev.howdah.kuzu.staging.Staging;
import dev.howdah.kuzu.statement.Reference;
import dev.howdah.kuzu.type.KuzuName;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.kuzu.type.StagedColumn.Carrier;
import dev.howdah.postgres.error.HowdahException;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Replaces one reference by a file.
 *
 * <p>Columns that Parquet can say have their own names in the file, so that names which clash do so
 * in Kùzu's own words. The others are made from the file's columns by a WITH behind it.
 */
final class ReferenceRewrite {
    private static final long FEW = 2048;
    private static final Carrier ROW = new Carrier("row", "true");

    private final StatementRun run;
    private final Reference reference;
    private final ResolvedSource source;
    private final VisibleColumns visible;
    private final String prefix;

    /**
     * A rewrite.
     *
     * @param prefix what no name in the statement begins with
     */
    ReferenceRewrite(StatementRun run, Reference reference, ResolvedSource source, String prefix) {
        this.run = run;
        this.reference = reference;
        this.source = source;
        this.visible = VisibleColumns.of(run, source, reference);
        this.prefix = prefix;
    }

    /**
     * The clause that stands for the reference, without its WHERE.
     *
     * @param before the earlier clauses of the branch, rewritten
     * @param limit how many of the rows that the WHERE takes are enough
     */
    String clause(String before, OptionalLong limit) throws SQLException {
        List<StagedColumn> columns = visible.needed(reference, source.label(), prefix);
        Optional<String> projection = projection(columns, before);
        List<StagedColumn> staged = columns.isEmpty() ? List.of(rowColumn()) : columns;
        // True of at least the rows that the WHERE takes, and Kùzu looks at it again.
        Optional<String> condition = where().flatMap(conditions()::render);
        boolean exact = limit.orElse(-1) == 0 || where().map(conditions()::isExact).orElse(true);
        OptionalLong rows = exact ? limit : OptionalLong.empty();
        Path file =
                source.stage(new StagedSelect(staged, source.from(), condition, rows, isFew(rows)));
        return "LOAD FROM "
                + Staging.literal(file)
                + projection.map(text -> " WITH " + text).orElse("");
    }

    private boolean isFew(OptionalLong rows) {
        return (rows.isPresent() && rows.getAsLong() <= FEW)
                || where().map(
                                condition ->
                                        source.keys().stream()
                                                .anyMatch(
                                                        key -> conditions().fixes(condition, key)))
                        .orElse(false);
    }

    /** The names that a WITH makes and that the clauses before may have made too. */
    List<String> projectedAgain(String before) {
        Set<String> known = new HashSet<>();
        Lexer.tokenize(before).forEach(token -> known.add(lower(token.value())));
        return visible.needed(reference, source.label(), prefix).stream()
                .filter(column -> !column.isPlain())
                .map(column -> lower(column.name()))
                .filter(name -> known.contains(name))
                .toList();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private StagedColumn rowColumn() {
        return new StagedColumn("row", List.of(ROW), ROW.alias(), "BOOL", true).prefixed(prefix);
    }

    private Optional<Condition> where() {
        return reference.where().map(span -> ConditionReader.read(span.of(run.text())));
    }

    private ConditionSql conditions() {
        return new ConditionSql(
                name -> visible.find(name).map(PushableColumns::of),
                name -> ParameterConstants.of(run.parameter(name)));
    }

    private Optional<String> projection(List<StagedColumn> columns, String before) {
        if (columns.stream().allMatch(StagedColumn::isPlain)) {
            return Optional.empty();
        }
        List<String> items = new ArrayList<>();
        if (reference.mentions().all()) {
            scope(before).forEach(name -> items.add(quoted(name)));
            columns.forEach(
                    column ->
                            items.add(
                                    column.isPlain()
                                            ? quoted(column.name())
                                            : column.projection()));
        } else {
            items.add("*");
            columns.stream()
                    .filter(column -> !column.isPlain())
                    .map(StagedColumn::projection)
                    .forEach(items::add);
        }
        return Optional.of(String.join(", ", items));
    }

    /** A star must not show the file's own columns, so all others are named. */
    private List<String> scope(String before) {
        if (before.isBlank()) {
            return List.of();
        } else if (reference.updatesBefore()) {
            throw HowdahException.user(
                    "Binder exception: A * behind CREATE, MERGE, SET or DELETE can't be resolved for the columns of %s: name the columns instead"
                            .formatted(source.label()));
        }
        String own = prefix + "scope";
        List<String> names = new ArrayList<>();
        try (QueryResult result =
                run.query(before + " UNWIND [1] AS " + own + " RETURN * LIMIT 0")) {
            for (long i = 0; i < result.getNumColumns(); i++) {
                names.add(result.getColumnName(i));
            }
        }
        names.remove(own);
        return names;
    }

    private static String quoted(String name) {
        return KuzuName.quote(name).orElseThrow();
    }
}
