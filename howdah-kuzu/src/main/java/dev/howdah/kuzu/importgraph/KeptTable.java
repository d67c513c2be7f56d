package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.graph.GraphTable;

import java.util.ArrayList;
import java.util.List;

/**
 * How a relationship table of the user's survives that its nodes are replaced: its rows wait in
 * node tables, one for each pair of node tables that it joins.
 *
 * @param definition the CREATE REL TABLE that makes it as it was
 * @param number tells it from others
 */
record KeptTable(ExistingGraph.Table table, String definition, ExistingGraph existing, int number) {

    /** The statements that copy its rows aside. */
    List<String> aside() {
        List<String> statements = new ArrayList<>();
        List<GraphTable.Link> links = table.table().links();
        for (int i = 0; i < links.size(); i++) {
            GraphTable.Link link = links.get(i);
            StringBuilder declared = new StringBuilder("`row` SERIAL, ");
            declared.append("`from` ").append(keyType(link.from()));
            declared.append(", `to` ").append(keyType(link.to()));
            StringBuilder copied = new StringBuilder("`from`, `to`");
            StringBuilder items = new StringBuilder();
            items.append("a.").append(Quoting.name(link.fromKey())).append(" AS `from`, b.");
            items.append(Quoting.name(link.toKey())).append(" AS `to`");
            List<GraphTable.Property> properties = table.table().properties();
            for (int p = 0; p < properties.size(); p++) {
                declared.append(", p").append(p).append(' ').append(properties.get(p).type());
                copied.append(", p").append(p);
                items.append(", r.").append(Quoting.name(properties.get(p).name()));
                items.append(" AS p").append(p);
            }
            statements.add(
                    "CREATE NODE TABLE %s(%s, PRIMARY KEY(`row`))".formatted(place(i), declared));
            statements.add(
                    "COPY %s(%s) FROM (MATCH (a:%s)-[r:%s]->(b:%s) RETURN %s)"
                            .formatted(
                                    place(i),
                                    copied,
                                    Quoting.name(link.from()),
                                    Quoting.name(table.name()),
                                    Quoting.name(link.to()),
                                    items));
        }
        return statements;
    }

    /** The statements that make it anew; relationships of nodes that are gone stay out. */
    List<String> back() {
        List<String> statements = new ArrayList<>();
        statements.add(definition);
        if (!table.comment().isEmpty()) {
            statements.add(
                    "COMMENT ON TABLE %s IS %s"
                            .formatted(Quoting.name(table.name()), Quoting.text(table.comment())));
        }
        List<GraphTable.Link> links = table.table().links();
        for (int i = 0; i < links.size(); i++) {
            statements.add(copyBack(links.get(i), i));
            statements.add("DROP TABLE " + place(i));
        }
        return statements;
    }

    private String copyBack(GraphTable.Link link, int index) {
        List<String> names = new ArrayList<>();
        StringBuilder items = new StringBuilder("k.`from`, k.`to`");
        List<GraphTable.Property> properties = table.table().properties();
        for (int p = 0; p < properties.size(); p++) {
            names.add(Quoting.name(properties.get(p).name()));
            items.append(", k.p").append(p);
        }
        return "COPY %s%s FROM (MATCH (k:%s) RETURN %s) (from = %s, to = %s, ignore_errors = true)"
                .formatted(
                        Quoting.name(table.name()),
                        names.isEmpty() ? "" : "(" + String.join(", ", names) + ")",
                        place(index),
                        items,
                        Quoting.text(link.from()),
                        Quoting.text(link.to()));
    }

    /** A query for the number of its relationships. */
    String count() {
        return "MATCH ()-[r:%s]->() RETURN count(*)".formatted(Quoting.name(table.name()));
    }

    private String place(int link) {
        return "`howdah_kept_" + number + "_" + link + "`";
    }

    private String keyType(String node) {
        String type =
                existing.find(node)
                        .flatMap(it -> it.table().primaryKey())
                        .map(GraphTable.Property::type)
                        .orElseThrow();
        return type.equals("SERIAL") ? "INT64" : type;
    }
}
