package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.attach.Attachment;
import dev.howdah.kuzu.attach.SourceTable;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.catalog.RelationKind;
import dev.howdah.postgres.sql.Literal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads which relations of a schema are imported: its tables and partitioned tables without
 * partitions and inheritance children; any relation that is named.
 */
final class SchemaReader {
    /**
     * What the catalogue's model doesn't tell: who is whose child, and keys made for partitions.
     */
    private static final String FACTS =
            """
            SELECT 'child' AS kind, c.oid::bigint AS relation, '' AS name
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = :schema
            WHERE EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhrelid = c.oid)
            UNION ALL
            SELECT 'constraint', k.conrelid::bigint, k.conname::text
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid AND NOT c.relispartition
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = :schema
            WHERE k.contype = 'f' AND k.conparentid <> 0
            """;

    private final Attachment attachment;
    private final String schema;
    private final Set<Integer> children = new HashSet<>();
    private final Map<Integer, Set<String>> madeForPartitions = new LinkedHashMap<>();

    private SchemaReader(Attachment attachment, String schema) {
        this.attachment = attachment;
        this.schema = schema;
    }

    /**
     * The relations.
     *
     * @param connection the DuckDB to which the database is attached
     */
    static List<SourceTable> read(
            Attachment attachment,
            Connection connection,
            String schema,
            Optional<Set<String>> names)
            throws SQLException {
        SchemaReader reader = new SchemaReader(attachment, schema);
        reader.readFacts(connection);
        return names.isPresent() ? reader.named(names.get()) : reader.all();
    }

    private void readFacts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "FROM "
                                        + attachment.query(
                                                FACTS.replace(":schema", Literal.quote(schema))))) {
            while (rows.next()) {
                int oid = (int) rows.getLong(2);
                if (rows.getString(1).equals("child")) {
                    children.add(oid);
                } else {
                    madeForPartitions
                            .computeIfAbsent(oid, it -> new HashSet<>())
                            .add(rows.getString(3));
                }
            }
        }
    }

    private List<SourceTable> all() throws SQLException {
        List<SourceTable> tables = new ArrayList<>();
        for (Relation relation : attachment.relations(schema)) {
            boolean table =
                    relation.kind() == RelationKind.TABLE
                            || relation.kind() == RelationKind.PARTITIONED_TABLE;
            if (table && !children.contains(relation.oid())) {
                attachment
                        .find(Optional.of(schema), relation.name())
                        .map(this::withoutMade)
                        .ifPresent(tables::add);
            }
        }
        return tables;
    }

    private List<SourceTable> named(Set<String> names) throws SQLException {
        Map<Integer, SourceTable> tables = new LinkedHashMap<>();
        for (String name : names) {
            SourceTable table = withoutMade(attachment.require(Optional.of(schema), name));
            tables.put(table.relation().oid(), table);
        }
        return List.copyOf(tables.values());
    }

    /** The table without the foreign keys that PostgreSQL made for partitions of its parents. */
    private SourceTable withoutMade(SourceTable table) {
        Relation relation = table.relation();
        Set<String> made = madeForPartitions.getOrDefault(relation.oid(), Set.of());
        List<Relation.Key> keys =
                relation.keys().stream().filter(key -> !made.contains(key.name())).toList();
        return new SourceTable(
                table.label(), withKeys(relation, keys), table.duckDbName(), table.columns());
    }

    private static Relation withKeys(Relation relation, List<Relation.Key> keys) {
        return new Relation(
                relation.oid(),
                relation.schema(),
                relation.name(),
                relation.kind(),
                relation.columns(),
                relation.pages(),
                relation.rowEstimate(),
                relation.hasChildren(),
                relation.rowSecurity(),
                relation.hasRules(),
                relation.comment(),
                keys,
                relation.indexes());
    }
}
