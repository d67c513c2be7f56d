package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.ChangeStatement.RowChange;
import dev.howdah.postgres.catalog.RelationKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Identifier;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The target of a statement as its expressions see it: in DuckDB it is read with the place of every
 * row.
 *
 * @param name by which expressions know the target
 * @param renamed whether the name is an alias, which hides the target's own names
 */
record TargetScope(TargetTable target, String name, boolean renamed) {
    private static final String TABLEOID = "howdah tableoid";
    private static final String CTID = "howdah ctid";

    static TargetScope of(RowChange change, ChangeContext context) throws SQLException {
        TargetTable target = TargetTables.require(change.target(), context);
        return new TargetScope(
                target, change.alias().orElse(target.name()), change.alias().isPresent());
    }

    /** The target with the place of every row, for DuckDB's FROM. */
    String scan() {
        String columns =
                Stream.concat(
                                target.columns().stream().map(TargetColumn::name),
                                Stream.of(TABLEOID, CTID))
                        .map(Identifier::quote)
                        .collect(Collectors.joining(", ", "(", ")"));
        return "(FROM system.main.pg_scan(%d, row_ids := true)) AS %s%s"
                .formatted(target.table().id(), Identifier.quote(name), columns);
    }

    /** The target as the user could name it in FROM, which scans it without places. */
    String view() {
        String view =
                Stream.of(target.database().name(), target.table().schema(), target.table().name())
                        .map(Identifier::quote)
                        .collect(Collectors.joining("."));
        return renamed ? view + " AS " + Identifier.quote(name) : view;
    }

    String tableoid() {
        return Identifier.quote(name, TABLEOID);
    }

    String ctid() {
        return Identifier.quote(name, CTID);
    }

    /** Whether a place alone does not say which row is meant, see {@code RowIdentity}. */
    boolean needsTableoid() {
        return target.relation().hasChildren()
                || target.relation().kind() == RelationKind.PARTITIONED_TABLE;
    }

    /** An expression in which {@code pg.public.t.a} and {@code public.t.a} have become t.a. */
    String expression(String sql) {
        return renamed ? sql : NameRewriter.names(sql, this::unqualified);
    }

    private Optional<String> unqualified(NameRewriter.Chain chain) {
        List<String> names = chain.names().stream().map(token -> token.value()).toList();
        if (chain.isCall()) {
            return Optional.empty();
        }
        for (List<String> prefix : prefixes()) {
            if (startsWith(names, prefix) && isColumn(chain, prefix.size())) {
                return Optional.of(
                        names.subList(prefix.size() - 1, names.size()).stream()
                                .map(Identifier::quote)
                                .collect(Collectors.joining(".")));
            }
        }
        return Optional.empty();
    }

    /** Behind FROM the same name means the table itself, read once more. */
    private static boolean isColumn(NameRewriter.Chain chain, int prefix) {
        return chain.names().size() > prefix || (chain.after() != null && chain.after().is('.'));
    }

    /** The qualified names of the target. */
    private List<List<String>> prefixes() {
        String database = target.database().name();
        String schema = target.table().schema();
        List<String> full = List.of(database, schema, target.name());
        List<String> ofSchema = List.of(schema, target.name());
        return schema.equals(target.database().defaultSchema())
                ? List.of(full, ofSchema, List.of(database, target.name()))
                : List.of(full, ofSchema);
    }

    private static boolean startsWith(List<String> names, List<String> prefix) {
        if (names.size() < prefix.size()) {
            return false;
        }
        for (int i = 0; i < prefix.size(); i++) {
            if (!names.get(i).equalsIgnoreCase(prefix.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Fails for a relation whose rows can't be named one by one. */
    void requireRows(String verb) {
        RelationKind kind = target.relation().kind();
        if (kind == RelationKind.VIEW || kind == RelationKind.FOREIGN_TABLE) {
            String what = kind == RelationKind.VIEW ? "a view" : "a foreign table";
            throw HowdahException.unsupported(
                    "%s of %s.%s: the rows of %s have no place (ctid), so only a statement that PostgreSQL can run alone changes it: constants in SET, no other table, a condition that it can check itself. Send the statement with postgres_execute('%s', '…')"
                            .formatted(
                                    verb,
                                    target.relation().schema(),
                                    target.relation().name(),
                                    what,
                                    target.database().name()));
        }
    }
}
