package dev.howdah.kuzu.importgraph;

import com.kuzudb.FlatTuple;
import com.kuzudb.Value;

import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.graph.GraphConnection;
import dev.howdah.kuzu.graph.GraphTable;
import dev.howdah.kuzu.graph.GraphTables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables that a graph has before an import, and what earlier imports say in their comments. */
final class ExistingGraph {
    private final GraphConnection graph;
    private final List<Table> tables;

    private ExistingGraph(GraphConnection graph, List<Table> tables) {
        this.graph = graph;
        this.tables = tables;
    }

    /** A table, with its comment. */
    record Table(GraphTable table, String comment) {
        String name() {
            return table.name();
        }
    }

    static ExistingGraph read(GraphConnection graph) {
        GraphTables reader = new GraphTables(graph);
        List<Table> tables = new ArrayList<>();
        for (List<String> row :
                graph.list(
                        "CALL SHOW_TABLES() RETURN name, type, comment",
                        it -> List.of(text(it, 0), text(it, 1), text(it, 2)))) {
            if (row.get(1).equals("NODE") || row.get(1).equals("REL")) {
                reader.find(row.get(0)).ifPresent(it -> tables.add(new Table(it, row.get(2))));
            }
        }
        return new ExistingGraph(graph, tables);
    }

    List<Table> tables() {
        return tables;
    }

    Optional<Table> find(String name) {
        return tables.stream().filter(table -> table.name().equalsIgnoreCase(name)).findFirst();
    }

    /** The names that an earlier import gave to what it made from these. */
    Map<Origin, String> names(List<Origin> origins) {
        Map<Origin, String> names = new HashMap<>();
        for (Origin origin : origins) {
            tables.stream()
                    .filter(table -> origin.isIn(table.comment()))
                    .findFirst()
                    .ifPresent(table -> names.put(origin, table.name()));
        }
        return names;
    }

    /** Whether a property of a relationship table has a default. */
    boolean hasDefaults(Table table) {
        return graph
                .list(
                        "CALL TABLE_INFO(" + Quoting.text(table.name()) + ") RETURN *",
                        row -> text(row, 3))
                .stream()
                .anyMatch(value -> !value.isEmpty() && !value.equals("NULL"));
    }

    private static String text(FlatTuple row, long column) {
        try (Value value = row.getValue(column)) {
            return value.isNull() ? "" : value.toString();
        }
    }
}
