package dev.howdah.kuzu.graph;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table of the graph.
 *
 * @param name as it is stored
 * @param properties in the order in which COPY takes them; a relationship's keys are not among them
 * @param primaryKey the key of a node table
 * @param links the pairs of node tables that a relationship table joins; empty for a node table
 */
public record GraphTable(
        String name,
        boolean node,
        List<Property> properties,
        Optional<Property> primaryKey,
        List<Link> links) {
    public GraphTable {
        Objects.requireNonNull(name);
        properties = List.copyOf(properties);
        Objects.requireNonNull(primaryKey);
        links = List.copyOf(links);
    }

    /**
     * A property.
     *
     * @param type as Kùzu writes it, such as {@code DECIMAL(5, 2)}
     * @param serial whether Kùzu numbers it by itself, so that COPY does not take it
     */
    public record Property(String name, String type, boolean serial) {}

    /** The node tables at the two ends, and their keys. */
    public record Link(String from, String to, String fromKey, String toKey) {}
}
