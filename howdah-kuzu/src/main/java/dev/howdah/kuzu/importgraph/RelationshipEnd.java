package dev.howdah.kuzu.importgraph;

import dev.howdah.postgres.catalog.Relation;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One end of a relationship: a node, and how a row of the table behind the relationship tells
 * which.
 *
 * @param node the name of the node table
 * @param key that table's key
 * @param way how the row knows the key
 */
record RelationshipEnd(String node, NodeKey key, Way way) {
    RelationshipEnd {
        Objects.requireNonNull(node);
        Objects.requireNonNull(key);
        Objects.requireNonNull(way);
    }

    /** Whether only PostgreSQL can tell the key. */
    boolean needsServer() {
        return way instanceof Way.Lookup
                || key instanceof NodeKey.Place
                || (key instanceof NodeKey.Derived derived && !derived.isWrittenAlike());
    }

    /** How a row knows the node's key. */
    sealed interface Way {
        /** The columns of a foreign key; none where the row itself is the node. */
        List<String> columns();

        /** The row itself is the node. */
        record Self() implements Way {
            @Override
            public List<String> columns() {
                return List.of();
            }
        }

        /**
         * The foreign key holds the node's key.
         *
         * @param byKey the row's column for each column of the key, by its name in PostgreSQL
         */
        record Direct(List<String> columns, Map<String, KeyColumn> byKey) implements Way {
            public Direct {
                columns = List.copyOf(columns);
                byKey = Map.copyOf(byKey);
            }
        }

        /**
         * The foreign key refers to something other than the node's key, or compares in a way that
         * only PostgreSQL knows.
         *
         * @param referenced the columns of {@code parent}, in the order of {@code columns}
         */
        record Lookup(List<String> columns, Relation parent, List<String> referenced)
                implements Way {
            public Lookup {
                columns = List.copyOf(columns);
                Objects.requireNonNull(parent);
                referenced = List.copyOf(referenced);
            }
        }
    }
}
