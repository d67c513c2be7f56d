package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.attach.SourceTable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What tables a graph gets.
 *
 * @param nodes in the order of PostgreSQL's names
 * @param relationships join tables first, then foreign keys
 */
record GraphPlan(List<NodeTable> nodes, List<RelationshipTable> relationships) {
    GraphPlan {
        nodes = List.copyOf(nodes);
        relationships = List.copyOf(relationships);
    }

    /**
     * A node table.
     *
     * @param properties of columns; a key that is no column is not among them
     * @param notes what the user should know about it
     */
    record NodeTable(
            String name,
            Origin origin,
            SourceTable source,
            NodeKey key,
            List<Property> properties,
            List<String> notes) {
        NodeTable {
            Objects.requireNonNull(name);
            Objects.requireNonNull(origin);
            Objects.requireNonNull(source);
            Objects.requireNonNull(key);
            properties = List.copyOf(properties);
            notes = List.copyOf(notes);
        }

        /** Whether the property that is the key is a column. */
        boolean hasOwnKey() {
            return key instanceof NodeKey.Own;
        }
    }

    /**
     * A relationship table.
     *
     * @param source the table whose rows become relationships
     * @param constraint the foreign key that it is; none for a join table
     */
    record RelationshipTable(
            String name,
            Origin origin,
            SourceTable source,
            Optional<String> constraint,
            RelationshipEnd from,
            RelationshipEnd to,
            List<Property> properties,
            List<String> notes) {
        RelationshipTable {
            Objects.requireNonNull(name);
            Objects.requireNonNull(origin);
            Objects.requireNonNull(source);
            Objects.requireNonNull(constraint);
            Objects.requireNonNull(from);
            Objects.requireNonNull(to);
            properties = List.copyOf(properties);
            notes = List.copyOf(notes);
        }
    }
}
