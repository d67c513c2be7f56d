package dev.howdah.kuzu.copy;

import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.graph.GraphTable;
import dev.howdah.kuzu.graph.GraphTable.Link;
import dev.howdah.kuzu.graph.GraphTable.Property;
import dev.howdah.kuzu.graph.GraphTables;
import dev.howdah.postgres.error.HowdahException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a COPY fills.
 *
 * @param link the two ends, for a relationship table
 * @param slots the places in the order in which COPY takes them; a relationship's keys come first
 * @param ignoreErrors whether rows with unfit keys are skipped
 */
record CopyTarget(GraphTable table, Optional<Link> link, List<Slot> slots, boolean ignoreErrors) {
    /** How many of a relationship's places are keys. */
    static final int ENDS = 2;

    CopyTarget {
        slots = List.copyOf(slots);
    }

    static CopyTarget of(
            GraphTables tables, String name, List<String> columns, CopyOptions options) {
        GraphTable table = require(tables, name);
        List<Slot> slots = new ArrayList<>();
        Optional<Link> link = Optional.empty();
        if (table.node()) {
            if (options.from().isPresent() || options.to().isPresent()) {
                throw HowdahException.user(
                        "Binder exception: FROM and TO are options of relationship tables, and %s is a node table"
                                .formatted(table.name()));
            }
        } else {
            Link found = link(tables, table, options);
            link = Optional.of(found);
            slots.add(new Slot("from", keyType(tables, found.from())));
            slots.add(new Slot("to", keyType(tables, found.to())));
        }
        chosen(table, columns).forEach(property -> slots.add(Slot.of(property)));
        CopyTarget target = new CopyTarget(table, link, slots, options.ignoreErrors());
        target.checkKey();
        return target;
    }

    private static GraphTable require(GraphTables tables, String name) {
        return tables.find(name)
                .orElseThrow(
                        () ->
                                HowdahException.user(
                                        "Binder exception: Table " + name + " does not exist."));
    }

    private static String keyType(GraphTables tables, String node) {
        return require(tables, node)
                .primaryKey()
                .map(key -> key.serial() ? "INT64" : key.type())
                .orElseThrow();
    }

    private static Link link(GraphTables tables, GraphTable table, CopyOptions options) {
        if (options.from().isEmpty() || options.to().isEmpty()) {
            if (table.links().size() == 1) {
                return table.links().getFirst();
            }
            throw HowdahException.user(
                    "Binder exception: The table %s has multiple FROM and TO pairs defined in the schema. A specific pair of FROM and TO options is expected when copying data into the %s table: %s"
                            .formatted(table.name(), table.name(), pairs(table)));
        }
        String from = require(tables, options.from().get()).name();
        String to = require(tables, options.to().get()).name();
        return table.links().stream()
                .filter(link -> link.from().equals(from) && link.to().equals(to))
                .findFirst()
                .orElseThrow(
                        () ->
                                HowdahException.user(
                                        "Binder exception: The table %s does not join %s to %s, but %s"
                                                .formatted(table.name(), from, to, pairs(table))));
    }

    private static String pairs(GraphTable table) {
        return table.links().stream()
                .map(
                        link ->
                                "(from=%s, to=%s)"
                                        .formatted(
                                                Quoting.text(link.from()), Quoting.text(link.to())))
                .collect(Collectors.joining(" or "));
    }

    private static List<Property> chosen(GraphTable table, List<String> columns) {
        if (columns.isEmpty()) {
            return table.properties().stream().filter(property -> !property.serial()).toList();
        }
        List<Property> chosen = new ArrayList<>();
        for (String column : columns) {
            Property property =
                    table.properties().stream()
                            .filter(each -> each.name().equalsIgnoreCase(column))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            HowdahException.user(
                                                    "Binder exception: Table %s does not contain column %s."
                                                            .formatted(table.name(), column)));
            if (chosen.contains(property)) {
                throw HowdahException.user(
                        "Binder exception: Detect duplicate column name %s during COPY."
                                .formatted(column));
            }
            chosen.add(property);
        }
        return chosen;
    }

    private void checkKey() {
        Optional<Property> key = table.primaryKey().filter(property -> !property.serial());
        if (key.isPresent() && keyIndex() < 0) {
            throw HowdahException.user(
                    "Copy exception: Found NULL, which violates the non-null constraint of the primary key column. COPY %s must fill %s: name it among the columns"
                            .formatted(table.name(), key.get().name()));
        }
    }

    boolean isNode() {
        return table.node();
    }

    String name() {
        return table.name();
    }

    /** The place of a node's key; negative if COPY doesn't fill it. */
    int keyIndex() {
        return table.primaryKey()
                .map(key -> slots.stream().map(Slot::name).toList().indexOf(key.name()))
                .orElse(-1);
    }

    /** Kùzu 0.11.2 can't COPY into a table with such a key. */
    boolean hasDecimalKey() {
        return table.primaryKey().filter(key -> key.type().startsWith("DECIMAL")).isPresent();
    }

    /** The statement up to its source. */
    String head() {
        String columns =
                slots.stream()
                        .skip(isNode() ? 0 : ENDS)
                        .map(slot -> Quoting.name(slot.name()))
                        .collect(Collectors.joining(", "));
        return "COPY "
                + Quoting.name(name())
                + (columns.isEmpty() ? "" : "(" + columns + ")")
                + " FROM ";
    }

    /** The options behind the source. */
    String options(boolean ignoreErrors) {
        List<String> options = new ArrayList<>();
        if (table.links().size() > 1) {
            link.ifPresent(
                    ends -> {
                        options.add("from=" + Quoting.text(ends.from()));
                        options.add("to=" + Quoting.text(ends.to()));
                    });
        }
        if (ignoreErrors) {
            options.add("IGNORE_ERRORS=true");
        }
        return options.isEmpty() ? "" : " (" + String.join(", ", options) + ")";
    }

    /** A pattern with all that the table holds. */
    String pattern(String variable) {
        if (isNode()) {
            return "(" + variable + ":" + Quoting.name(name()) + ")";
        }
        return "(:%s)-[%s:%s]->(:%s)"
                .formatted(
                        Quoting.name(link.orElseThrow().from()),
                        variable,
                        Quoting.name(name()),
                        Quoting.name(link.orElseThrow().to()));
    }
}
