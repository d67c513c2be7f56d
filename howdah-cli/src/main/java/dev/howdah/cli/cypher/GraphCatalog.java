package dev.howdah.cli.cypher;

import com.kuzudb.QueryResult;

import dev.howdah.cli.render.graph.GraphColumn;
import dev.howdah.cli.render.graph.GraphRows;
import dev.howdah.kuzu.HowdahGraph;
import dev.howdah.kuzu.cypher.Quoting;

import java.util.ArrayList;
import java.util.List;

/** Asks a graph what tables it has, its own and attached ones. */
final class GraphCatalog {
    private static final String ATTACHED = "ATTACHED";

    private final HowdahGraph graph;

    GraphCatalog(HowdahGraph graph) {
        this.graph = graph;
    }

    /**
     * A table.
     *
     * @param database the alias of the attached database, or nothing for a table of the graph
     * @param kind NODE, REL or ATTACHED
     */
    record Table(String database, String name, String kind) {
        boolean isAttached() {
            return kind.equals(ATTACHED);
        }

        /** As a statement names it. */
        String written() {
            return database.isEmpty()
                    ? CypherName.written(name)
                    : CypherName.written(database) + "." + CypherName.written(name);
        }
    }

    /**
     * A property or column.
     *
     * @param key whether it is the primary key
     */
    record Property(String name, String type, String defaultValue, boolean key) {}

    /** The node tables that a relationship table joins. */
    record Link(String from, String to) {}

    /** All tables: the graph's, then those of attached databases. */
    List<Table> tables() {
        return rows("CALL SHOW_TABLES() RETURN *").stream()
                .map(row -> new Table(database(row), row.get(1), row.get(2)))
                .toList();
    }

    /** The graph's own databases are called {@code local(kuzu)}, attached {@code uw(POSTGRES)}. */
    private static String database(List<String> row) {
        String name = row.get(3);
        int type = name.lastIndexOf('(');
        return row.get(2).equals(ATTACHED) && type >= 0 ? name.substring(0, type) : "";
    }

    List<Property> properties(Table table) {
        String name = table.isAttached() ? table.database() + "." + table.name() : table.name();
        boolean keyed = table.kind().equals("NODE");
        return rows("CALL TABLE_INFO(" + Quoting.text(name) + ") RETURN *").stream()
                .map(
                        row ->
                                new Property(
                                        row.get(1),
                                        row.get(2),
                                        row.get(3),
                                        keyed && row.get(4).equalsIgnoreCase("true")))
                .toList();
    }

    List<Link> links(Table table) {
        return rows("CALL SHOW_CONNECTION(" + Quoting.text(table.name()) + ") RETURN *").stream()
                .map(row -> new Link(row.get(0), row.get(1)))
                .toList();
    }

    private List<List<String>> rows(String cypher) {
        try (QueryResult result = graph.query(cypher);
                GraphRows rows = new GraphRows(result)) {
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (GraphColumn column : rows.columns()) {
                    Object value = column.read();
                    row.add(value == null ? "NULL" : column.text(value));
                }
                all.add(List.copyOf(row));
            }
            return all;
        }
    }
}
