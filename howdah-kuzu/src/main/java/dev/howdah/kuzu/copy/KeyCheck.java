package dev.howdah.kuzu.copy;

import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.kuzu.attach.SourceTable;
import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.postgres.catalog.Column;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.catalog.RelationKind;
import dev.howdah.postgres.sql.Identifier;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Looks for NULL and duplicate keys before Kùzu sees them. */
final class KeyCheck {
    private static final String FIRST_UNFIT =
            "SELECT CAST(%1$s AS text), count(*) FROM %2$s GROUP BY %1$s HAVING %1$s IS NULL OR count(*) > 1 ORDER BY 1 LIMIT 1";

    private final StatementRun run;
    private final CopyTarget target;
    private final Slot.Filled key;
    private final KeyFailure failure;

    KeyCheck(StatementRun run, CopyTarget target, Slot.Filled key, KeyFailure failure) {
        this.run = run;
        this.target = target;
        this.key = key;
        this.failure = failure;
    }

    /** Whether PostgreSQL guarantees that the column can be a key. */
    boolean isVouchedFor(SourceTable table) {
        Relation relation = table.relation();
        boolean whole =
                relation.kind() == RelationKind.PARTITIONED_TABLE
                        || (relation.kind() == RelationKind.TABLE && !relation.hasChildren());
        List<String> column = List.of(key.column().name());
        return whole
                && TypeFit.keepsApart(key.column().type(), key.slot().type())
                && relation.columns().stream()
                        .anyMatch(each -> each.name().equals(column.getFirst()) && each.notNull())
                && relation.keys().stream()
                        .anyMatch(
                                each ->
                                        !(each instanceof Relation.Key.Foreign)
                                                && each.columns().equals(column));
    }

    /** Looks through a staged file. */
    void checkFile(Path file) throws SQLException {
        check(
                "(%s)"
                        .formatted(
                                FIRST_UNFIT.formatted(
                                        Identifier.quote(
                                                key.column().carriers().getFirst().alias()),
                                        "read_parquet("
                                                + DuckDbLiteral.quote(file.toString())
                                                + ")")));
    }

    /** Has the server look through a table that is too large for one file. */
    void checkServer(SourceTable table, String database) throws SQLException {
        Relation relation = table.relation();
        String column =
                relation.columns().stream()
                        .map(Column::name)
                        .filter(key.column().name()::equals)
                        .findFirst()
                        .orElseThrow();
        String sql =
                FIRST_UNFIT.formatted(
                        Identifier.quote(column),
                        Identifier.quote(relation.schema(), relation.name()));
        check(
                "postgres_query(%s, %s)"
                        .formatted(DuckDbLiteral.quote(database), DuckDbLiteral.quote(sql)));
    }

    private void check(String source) throws SQLException {
        try (Statement statement = run.staging().connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + source)) {
            if (row.next()) {
                String value = row.getString(1);
                String column = key.column().name();
                throw value == null
                        ? failure.nullIn(column, row.getLong(2))
                        : failure.duplicatedIn(column, value, row.getLong(2));
            }
        }
    }

    /** Looks whether the graph has one of the keys. */
    void checkGraph(Rows rows) {
        String cypher =
                "%s WITH %s AS howdah_key MATCH (howdah_node:%s) WHERE howdah_node.%s = howdah_key RETURN howdah_key LIMIT 1"
                        .formatted(
                                rows.clauses(),
                                rows.values().get(target.keyIndex()),
                                Quoting.name(target.name()),
                                Quoting.name(key.slot().name()));
        for (List<String> row : GraphAnswers.rows(run, cypher)) {
            throw failure.present(key.column().name(), row.getFirst());
        }
    }
}
