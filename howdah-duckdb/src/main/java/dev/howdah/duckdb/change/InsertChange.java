package dev.howdah.duckdb.change;

import dev.howdah.duckdb.source.SourceColumn;
import dev.howdah.duckdb.statement.ChangeStatement.Insert;
import dev.howdah.duckdb.statement.ChangeStatement.Source;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Carries out INSERT. */
final class InsertChange {
    private final Insert insert;
    private final ChangeContext context;
    private final TargetTable target;
    private final String name;

    private InsertChange(Insert insert, ChangeContext context, TargetTable target) {
        this.insert = insert;
        this.context = context;
        this.target = target;
        this.name = insert.alias().orElse(target.name());
    }

    static ChangeResult run(Insert insert, ChangeContext context) throws SQLException {
        TargetTable target = TargetTables.require(insert.target(), context);
        InsertChange change = new InsertChange(insert, context, target);
        return switch (insert.source()) {
            case Source.Query query -> change.rows(query);
            case Source.ValuesWithDefaults values -> change.values(values);
            case Source.DefaultValues defaults -> change.defaults();
        };
    }

    private ChangeResult rows(Source.Query query) throws SQLException {
        String rows =
                insert.byName() ? query.sql() : CastValues.of(query.sql(), columns(insert, target));
        SourceSql source = new SourceSql(insert.with(), rows);
        List<SourceColumn> given = context.describe(source.asWritten());
        List<TargetColumn> columns = columns(source, given);
        return into(requireGivable(columns)).run(source.castTo(columns, given));
    }

    private ChangeResult values(Source.ValuesWithDefaults values) throws SQLException {
        List<TargetColumn> columns = columns(insert, target);
        for (List<Optional<String>> row : values.rows()) {
            requireCount(columns.size(), row.size());
        }
        DefaultedValues rows = new DefaultedValues(context, columns, values.rows());
        requireGivable(rows.given());
        String sql = sql(columns).values(rows.constants(insert.with()));
        return into(columns).finish(sql);
    }

    private ChangeResult defaults() {
        return into(List.of()).finish(sql(List.of()).defaults());
    }

    private RowInsertion into(List<TargetColumn> columns) {
        return new RowInsertion(context, sql(columns), Returning.of(insert, target));
    }

    private InsertSql sql(List<TargetColumn> columns) {
        String conflict =
                insert.conflict()
                        .map(
                                clause ->
                                        new ConflictClause(target, name, context)
                                                .sql(clause, columns))
                        .orElse("");
        return new InsertSql(target, name, columns, false, conflict);
    }

    /** The columns that the source fills, in its order. */
    private List<TargetColumn> columns(SourceSql source, List<SourceColumn> given) {
        if (insert.byName()) {
            if (Lexer.tokenize(source.query()).getFirst().is("VALUES")) {
                throw TargetTable.user(
                        "42601",
                        "Binder Error: INSERT BY NAME can only be used when inserting from a SELECT"
                                + " statement");
            }
            return target.requireWritable(given.stream().map(SourceColumn::name).toList());
        }
        List<TargetColumn> columns = columns(insert, target);
        requireCount(columns.size(), given.size());
        return columns;
    }

    /** The columns that values fill by their place. */
    static List<TargetColumn> columns(Insert insert, TargetTable target) {
        return insert.columns().map(target::requireWritable).orElseGet(target::writable);
    }

    private void requireCount(int expected, int given) {
        if (expected != given) {
            throw TargetTable.user(
                    "42601",
                    (insert.columns().isPresent()
                                    ? "Binder Error: Column name/value mismatch for insert on"
                                            + " \"%s\": expected %d columns but %d values were"
                                            + " supplied"
                                    : "Binder Error: table \"%s\" has %d columns but %d values were"
                                            + " supplied")
                            .formatted(target.name(), expected, given));
        }
    }

    /** COPY would fill such columns in silence, and the server would only refuse a statement. */
    private static List<TargetColumn> requireGivable(List<TargetColumn> columns) {
        for (TargetColumn column : columns) {
            if (column.isAlwaysIdentity()) {
                throw HowdahException.of(
                        ErrorKind.SERVER,
                        "428C9",
                        "cannot insert a non-DEFAULT value into column \"%s\": it is an identity column defined as GENERATED ALWAYS. Leave it out, or write DEFAULT"
                                .formatted(column.name()));
            }
        }
        return columns;
    }
}
