package dev.howdah.kuzu.graph;

import com.kuzudb.FlatTuple;
import com.kuzudb.Value;

import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.graph.GraphTable.Link;
import dev.howdah.kuzu.graph.GraphTable.Property;

import java.util.List;
import java.util.Optional;

/** Reads what tables a graph has. Asks for nothing that could fail, and so end a transaction. */
public final class GraphTables {
    private final GraphConnection graph;

    public GraphTables(GraphConnection graph) {
        this.graph = graph;
    }

    /** The table of this name, which Kùzu finds in any case. */
    public Optional<GraphTable> find(String name) {
        return graph
                .list(
                        "CALL SHOW_TABLES() RETURN name, type",
                        row -> List.of(text(row, 0), text(row, 1)))
                .stream()
                .filter(table -> table.getFirst().equalsIgnoreCase(name))
                .findFirst()
                .map(table -> describe(table.getFirst(), table.getLast().equals("NODE")));
    }

    private GraphTable describe(String name, boolean node) {
        String literal = Quoting.text(name);
        if (!node) {
            List<Property> properties =
                    graph.list(
                            "CALL TABLE_INFO(" + literal + ") RETURN *",
                            row -> property(row).property());
            List<Link> links =
                    graph.list(
                            "CALL SHOW_CONNECTION(" + literal + ") RETURN *",
                            row ->
                                    new Link(
                                            text(row, 0),
                                            text(row, 1),
                                            text(row, 2),
                                            text(row, 3)));
            return new GraphTable(name, false, properties, Optional.empty(), links);
        }
        List<Described> described =
                graph.list(
                        "CALL TABLE_INFO(" + literal + ") RETURN *",
                        row -> property(row).withKey(text(row, 4).equalsIgnoreCase("true")));
        return new GraphTable(
                name,
                true,
                described.stream().map(Described::property).toList(),
                described.stream().filter(Described::key).map(Described::property).findFirst(),
                List.of());
    }

    private static Described property(FlatTuple row) {
        String type = text(row, 2);
        return new Described(
                new Property(text(row, 1), type, type.equalsIgnoreCase("SERIAL")), false);
    }

    private static String text(FlatTuple row, long column) {
        try (Value value = row.getValue(column)) {
            return value.isNull() ? "" : value.toString();
        }
    }

    /** A row of TABLE_INFO. */
    private record Described(Property property, boolean key) {
        Described withKey(boolean isKey) {
            return new Described(property, isKey);
        }
    }
}
