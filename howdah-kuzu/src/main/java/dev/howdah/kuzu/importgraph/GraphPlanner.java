package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.attach.SourceTable;
import dev.howdah.kuzu.importgraph.GraphPlan.NodeTable;
import dev.howdah.kuzu.importgraph.GraphPlan.RelationshipTable;
import dev.howdah.kuzu.importgraph.RelationshipEnd.Way;
import dev.howdah.postgres.catalog.Relation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a graph of relations: a node table of each, a relationship table of each foreign key and of
 * each join table ({@link PlannedTable#isJoinTable}, which no table may refer to). Asks nobody.
 */
final class GraphPlanner {
    private final String database;
    private final GraphNames names;
    private final Map<String, PlannedTable> tables = new LinkedHashMap<>();
    private final Map<String, NodeTable> nodes = new LinkedHashMap<>();
    private final Set<String> joinTables = new HashSet<>();

    private GraphPlanner(String database, List<SourceTable> sources, Map<Origin, String> earlier) {
        this.database = database;
        this.names = new GraphNames(earlier);
        sources.forEach(source -> tables.put(source.relation().name(), new PlannedTable(source)));
    }

    /**
     * The plan.
     *
     * @param database the alias under which the database is attached
     * @param sources the relations, all of one schema
     * @param earlier names that an earlier import gave
     */
    static GraphPlan plan(String database, List<SourceTable> sources, Map<Origin, String> earlier) {
        return new GraphPlanner(database, sources, earlier).plan();
    }

    private GraphPlan plan() {
        findJoinTables();
        tables.values().stream()
                .filter(table -> !joinTables.contains(table.name()))
                .forEach(table -> nodes.put(table.name(), node(table)));
        List<RelationshipTable> relationships = new ArrayList<>();
        joinTables.stream()
                .sorted()
                .map(tables::get)
                .forEach(table -> relationships.add(join(table)));
        nodes.keySet().forEach(name -> relationships.addAll(foreignKeys(tables.get(name))));
        return new GraphPlan(List.copyOf(nodes.values()), relationships);
    }

    private void findJoinTables() {
        Set<String> referenced = new HashSet<>();
        tables.values()
                .forEach(
                        table ->
                                table.foreignKeys().stream()
                                        .flatMap(key -> target(table, key).stream())
                                        .forEach(target -> referenced.add(target.name())));
        tables.values().stream()
                .filter(PlannedTable::isJoinTable)
                .filter(table -> !referenced.contains(table.name()))
                .filter(
                        table ->
                                table.foreignKeys().stream()
                                        .allMatch(key -> target(table, key).isPresent()))
                .forEach(table -> joinTables.add(table.name()));
    }

    /** The table that a foreign key leads to, if it is imported. */
    private Optional<PlannedTable> target(PlannedTable child, Relation.Key.Foreign key) {
        return key.referencedSchema().equals(child.relation().schema())
                ? Optional.ofNullable(tables.get(key.referencedRelation()))
                : Optional.empty();
    }

    private boolean hasRelationships(PlannedTable table) {
        return tables.values().stream()
                .flatMap(child -> child.foreignKeys().stream().map(key -> Map.entry(child, key)))
                .anyMatch(
                        entry ->
                                target(entry.getKey(), entry.getValue())
                                        .filter(
                                                parent ->
                                                        parent.equals(table)
                                                                || entry.getKey().equals(table))
                                        .isPresent());
    }

    private NodeTable node(PlannedTable table) {
        Properties properties = new Properties(table.source(), Set.of());
        NodeKey key = NodeKeys.of(table, properties, hasRelationships(table));
        List<String> notes = new ArrayList<>();
        table.key()
                .filter(Relation.Key.Unique.class::isInstance)
                .ifPresent(
                        unique ->
                                notes.add(
                                        "its key is the unique constraint "
                                                + unique.name()
                                                + ", for it has no primary key"));
        notes.addAll(properties.notes());
        for (Relation.Key.Foreign foreign : table.foreignKeys()) {
            if (target(table, foreign).isEmpty()) {
                notes.add(
                        "foreign key %s makes no relationship: %s.%s is not imported"
                                .formatted(
                                        foreign.name(),
                                        foreign.referencedSchema(),
                                        foreign.referencedRelation()));
            }
        }
        Origin origin = origin(table, Optional.empty());
        return new NodeTable(
                names.table(origin), origin, table.source(), key, properties.list(), notes);
    }

    private RelationshipTable join(PlannedTable table) {
        List<Relation.Key.Foreign> keys =
                table.foreignKeys().stream()
                        .sorted(
                                Comparator.<Relation.Key.Foreign>comparingInt(
                                                key -> table.index(key.columns().getFirst()))
                                        .thenComparing(Relation.Key::name))
                        .toList();
        Set<String> ends = new HashSet<>();
        keys.forEach(key -> ends.addAll(key.columns()));
        Properties properties = new Properties(table.source(), ends);
        Origin origin = origin(table, Optional.empty());
        return new RelationshipTable(
                names.table(origin),
                origin,
                table.source(),
                Optional.empty(),
                end(table, keys.getFirst()),
                end(table, keys.getLast()),
                properties.list(),
                properties.notes());
    }

    private List<RelationshipTable> foreignKeys(PlannedTable child) {
        Map<String, Integer> leads = new HashMap<>();
        List<Relation.Key.Foreign> keys =
                child.foreignKeys().stream().filter(key -> target(child, key).isPresent()).toList();
        keys.forEach(key -> leads.merge(key.referencedRelation(), 1, Integer::sum));
        NodeTable from = nodes.get(child.name());
        List<RelationshipTable> relationships = new ArrayList<>();
        for (Relation.Key.Foreign key : keys) {
            RelationshipEnd to = end(child, key);
            Origin origin = origin(child, Optional.of(key.name()));
            boolean alone = leads.get(key.referencedRelation()) == 1;
            relationships.add(
                    new RelationshipTable(
                            names.foreignKey(origin, from.name(), to.node(), key, alone),
                            origin,
                            child.source(),
                            Optional.of(key.name()),
                            new RelationshipEnd(from.name(), from.key(), new Way.Self()),
                            to,
                            List.of(),
                            List.of()));
        }
        return relationships;
    }

    private RelationshipEnd end(PlannedTable child, Relation.Key.Foreign foreign) {
        PlannedTable parent = target(child, foreign).orElseThrow();
        NodeTable node = nodes.get(parent.name());
        return new RelationshipEnd(
                node.name(), node.key(), Ways.of(child, foreign, parent, node.key()));
    }

    private Origin origin(PlannedTable table, Optional<String> constraint) {
        return new Origin(database, table.relation().schema(), table.name(), constraint);
    }
}
