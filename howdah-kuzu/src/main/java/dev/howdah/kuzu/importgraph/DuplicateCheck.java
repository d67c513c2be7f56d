package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.attach.Attachment;
import dev.howdah.kuzu.importgraph.GraphPlan.NodeTable;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.catalog.RelationKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Identifier;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Looks for keys that are missing or there twice. PostgreSQL vouches for its keys, but not where a
 * table has inheritance children, each of which has keys of its own.
 */
final class DuplicateCheck {
    private DuplicateCheck() {}

    static void check(Attachment attachment, Connection connection, NodeTable table)
            throws SQLException {
        Relation relation = table.source().relation();
        List<KeyColumn> parts =
                table.key() instanceof NodeKey.Own own
                        ? List.of(own.column())
                        : table.key() instanceof NodeKey.Derived derived
                                ? derived.parts()
                                : List.of();
        if (parts.isEmpty()
                || !relation.hasChildren()
                || relation.kind() == RelationKind.PARTITIONED_TABLE) {
            return;
        }
        String columns =
                parts.stream()
                        .map(part -> Identifier.quote(part.name()))
                        .collect(Collectors.joining(", "));
        String sql =
                "SELECT concat_ws(', ', %1$s)::text FROM %2$s GROUP BY %1$s HAVING count(*) > 1 OR num_nulls(%1$s) > 0 LIMIT 1"
                        .formatted(columns, Identifier.quote(relation.schema(), relation.name()));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("FROM " + attachment.query(sql))) {
            if (row.next()) {
                throw HowdahException.user(
                        "Copy exception: Found duplicated primary key value (%s) for table %s: inheritance children of %s have it too, or have it without a value; name other tables by tables := [...]"
                                .formatted(row.getString(1), table.name(), table.source().label()));
            }
        }
    }
}
