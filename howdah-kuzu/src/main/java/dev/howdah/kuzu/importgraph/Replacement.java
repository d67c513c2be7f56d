package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.graph.GraphTable;
import dev.howdah.kuzu.importgraph.GraphPlan.NodeTable;
import dev.howdah.postgres.error.HowdahException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an import does with what the graph has: the tables that it made before are dropped and made
 * anew, which is the one way of changing rows that Kùzu 0.11.2 takes back correctly (rows deleted,
 * set or copied into a table that was there are damaged by a ROLLBACK). Relationship tables of the
 * user's that lead to replaced nodes are kept: copied aside, dropped, and copied back.
 */
final class Replacement {
    private final ExistingGraph existing;
    private final GraphPlan plan;
    private final Map<String, NodeTable> newNodes = new HashMap<>();
    private final List<ExistingGraph.Table> dropped = new ArrayList<>();
    private final List<ExistingGraph.Table> kept = new ArrayList<>();
    private final List<ExistingGraph.Table> stale = new ArrayList<>();

    private Replacement(ExistingGraph existing, GraphPlan plan) {
        this.existing = existing;
        this.plan = plan;
        plan.nodes().forEach(node -> newNodes.put(key(node.name()), node));
    }

    /**
     * Finds out what must go and what must be kept.
     *
     * @param wholeOf what the comments of all tables of the imported schema begin with, if all of
     *     the schema is imported: what it no longer has goes too
     * @throws HowdahException if something of the user's is in the way
     */
    static Replacement of(ExistingGraph existing, GraphPlan plan, Optional<String> wholeOf) {
        Replacement replacement = new Replacement(existing, plan);
        replacement.findDropped(wholeOf);
        replacement.findKept();
        replacement.checkNames();
        return replacement;
    }

    private void findDropped(Optional<String> wholeOf) {
        List<Origin> origins = new ArrayList<>();
        plan.nodes().forEach(table -> origins.add(table.origin()));
        plan.relationships().forEach(table -> origins.add(table.origin()));
        for (ExistingGraph.Table table : existing.tables()) {
            boolean planned = origins.stream().anyMatch(it -> it.isIn(table.comment()));
            boolean gone = wholeOf.filter(table.comment()::startsWith).isPresent();
            if (!planned && gone && isUsed(table, wholeOf.orElseThrow())) {
                stale.add(table);
            } else if (planned || gone) {
                checkProperties(table);
                dropped.add(table);
            }
        }
    }

    /** Whether a relationship table that is not of this import leads to a node table. */
    private boolean isUsed(ExistingGraph.Table node, String prefix) {
        return existing.tables().stream()
                .filter(table -> !table.comment().startsWith(prefix))
                .flatMap(table -> table.table().links().stream())
                .anyMatch(link -> link.from().equals(node.name()) || link.to().equals(node.name()));
    }

    private static void checkProperties(ExistingGraph.Table table) {
        for (GraphTable.Property property : table.table().properties()) {
            if (!Origin.names(table.comment(), property.name())) {
                throw HowdahException.user(
                        "Binder exception: Table %s has a property %s that IMPORT_GRAPH did not make and would lose: drop it (ALTER TABLE %s DROP %s) or move it to a table of your own"
                                .formatted(
                                        table.name(),
                                        property.name(),
                                        Quoting.name(table.name()),
                                        Quoting.name(property.name())));
            }
        }
    }

    private void findKept() {
        Set<String> nodes = new HashSet<>();
        Set<String> names = new HashSet<>();
        dropped.forEach(table -> names.add(key(table.name())));
        dropped.stream()
                .filter(table -> table.table().node())
                .forEach(table -> nodes.add(table.name()));
        for (ExistingGraph.Table table : existing.tables()) {
            if (!table.table().node() && !names.contains(key(table.name()))) {
                boolean touched = false;
                for (GraphTable.Link link : table.table().links()) {
                    touched |= nodes.contains(link.from()) || nodes.contains(link.to());
                }
                if (touched) {
                    checkKeepable(table, nodes);
                    kept.add(table);
                }
            }
        }
    }

    private void checkKeepable(ExistingGraph.Table table, Set<String> replaced) {
        for (GraphTable.Link link : table.table().links()) {
            checkEnd(table, link.from(), link.fromKey(), replaced);
            checkEnd(table, link.to(), link.toKey(), replaced);
        }
        for (GraphTable.Property property : table.table().properties()) {
            String type = property.type().toUpperCase(Locale.ROOT);
            if (type.contains("STRUCT(") || type.contains("MAP(") || type.contains("UNION(")) {
                throw inTheWay(
                        table,
                        "its property %s is of type %s, which Kùzu can't copy aside"
                                .formatted(property.name(), property.type()));
            }
        }
        if (existing.hasDefaults(table)) {
            throw inTheWay(table, "its properties have defaults, which Kùzu does not tell");
        }
    }

    private void checkEnd(
            ExistingGraph.Table table, String node, String keyName, Set<String> replaced) {
        if (!replaced.contains(node)) {
            return;
        }
        NodeTable now = newNodes.get(key(node));
        if (now == null) {
            throw inTheWay(table, "%s is no node table any more".formatted(node));
        }
        NodeKey key = now.key();
        if (key instanceof NodeKey.Place || key instanceof NodeKey.Numbered) {
            throw inTheWay(
                    table,
                    "%s has no key in PostgreSQL, by which its nodes could be found again"
                            .formatted(now.origin().label()));
        }
        String before =
                existing.find(node)
                        .flatMap(it -> it.table().primaryKey())
                        .map(GraphTable.Property::type)
                        .orElse("");
        if (!key.property().equals(keyName) || !key.type().equals(before)) {
            throw inTheWay(
                    table, "the key of %s is another one now".formatted(now.origin().label()));
        }
    }

    private static HowdahException inTheWay(ExistingGraph.Table table, String reason) {
        return HowdahException.user(
                "Binder exception: IMPORT_GRAPH can't keep relationship table %s while it replaces the nodes that it leads to: %s. Drop it first, or name other tables by tables := [...]"
                        .formatted(table.name(), reason));
    }

    private void checkNames() {
        Set<String> free = new HashSet<>();
        dropped.forEach(table -> free.add(key(table.name())));
        plan.nodes().forEach(table -> checkName(table.name(), table.origin(), free));
        plan.relationships().forEach(table -> checkName(table.name(), table.origin(), free));
    }

    private void checkName(String name, Origin origin, Set<String> free) {
        if (!free.contains(key(name)) && existing.find(name).isPresent()) {
            throw HowdahException.user(
                    "Binder exception: %s already exists in catalog, and IMPORT_GRAPH did not make it from %s of %s: rename it (ALTER TABLE %s RENAME TO ...), drop it, or name other tables by tables := [...]"
                            .formatted(
                                    name, origin.label(), origin.database(), Quoting.name(name)));
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Tables that go and don't come back. */
    List<ExistingGraph.Table> gone() {
        Set<String> names = new HashSet<>(newNodes.keySet());
        plan.relationships().forEach(table -> names.add(key(table.name())));
        return dropped.stream().filter(table -> !names.contains(key(table.name()))).toList();
    }

    /** Node tables that PostgreSQL has no more, but that relationships of the user's lead to. */
    List<ExistingGraph.Table> stale() {
        return List.copyOf(stale);
    }

    /** Relationship tables that are not imported, but lead to what is. */
    List<ExistingGraph.Table> kept() {
        return List.copyOf(kept);
    }

    /** The statements that drop, relationships first; what is kept must be aside by then. */
    List<String> drops() {
        List<String> statements = new ArrayList<>();
        kept.forEach(table -> statements.add(drop(table.name())));
        dropped.stream()
                .filter(table -> !table.table().node())
                .forEach(table -> statements.add(drop(table.name())));
        dropped.stream()
                .filter(table -> table.table().node())
                .forEach(table -> statements.add(drop(table.name())));
        return statements;
    }

    private static String drop(String name) {
        return "DROP TABLE " + Quoting.name(name);
    }
}
