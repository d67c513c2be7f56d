package dev.howdah.postgres.catalog;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A relation that can be read, with all of its columns in order.
 *
 * @param oid the oid in pg_class, as unsigned 32 bits
 * @param pages relpages: an estimate that may be stale; 0 if the relation was never analysed
 * @param rowEstimate reltuples, negative if unknown
 * @param hasChildren whether other tables inherit from it or are its partitions
 * @param rowSecurity whether row-level security is enabled
 * @param hasRules whether CREATE RULE was used on it, as it is for every view
 */
public record Relation(
        int oid,
        String schema,
        String name,
        RelationKind kind,
        List<Column> columns,
        long pages,
        double rowEstimate,
        boolean hasChildren,
        boolean rowSecurity,
        boolean hasRules,
        Optional<String> comment,
        List<Key> keys,
        List<Index> indexes) {
    public Relation {
        Objects.requireNonNull(schema);
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
        columns = List.copyOf(columns);
        Objects.requireNonNull(comment);
        keys = List.copyOf(keys);
        indexes = List.copyOf(indexes);
    }

    /** A primary, unique or foreign key; column names in the key's order. */
    public sealed interface Key {
        String name();

        List<String> columns();

        /** PRIMARY KEY. */
        record Primary(String name, List<String> columns) implements Key {}

        /** UNIQUE. */
        record Unique(String name, List<String> columns) implements Key {}

        /** FOREIGN KEY … REFERENCES. */
        record Foreign(
                String name,
                List<String> columns,
                String referencedSchema,
                String referencedRelation,
                List<String> referencedColumns)
                implements Key {}
    }

    /**
     * An index.
     *
     * @param definition the CREATE INDEX statement as pg_get_indexdef gives it
     */
    public record Index(String name, boolean unique, boolean valid, String definition) {}
}
