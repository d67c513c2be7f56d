package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.attach.SourceTable;
import dev.howdah.postgres.catalog.Column;
import dev.howdah.postgres.catalog.Relation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the planner knows of one relation. */
record PlannedTable(SourceTable source) {
    Relation relation() {
        return source.relation();
    }

    String name() {
        return relation().name();
    }

    /** The primary key, else the shortest unique key without NULL, the first by name of several. */
    Optional<Relation.Key> key() {
        List<Relation.Key> keys =
                relation().keys().stream()
                        .filter(key -> !(key instanceof Relation.Key.Foreign))
                        .toList();
        return keys.stream()
                .filter(Relation.Key.Primary.class::isInstance)
                .findFirst()
                .or(
                        () ->
                                keys.stream()
                                        .filter(key -> areNotNull(key.columns()))
                                        .min(
                                                Comparator.<Relation.Key>comparingInt(
                                                                key -> key.columns().size())
                                                        .thenComparing(Relation.Key::name)));
    }

    /** The foreign keys, without those that say what one before them says. */
    List<Relation.Key.Foreign> foreignKeys() {
        List<Relation.Key.Foreign> distinct = new ArrayList<>();
        Set<List<Object>> seen = new HashSet<>();
        for (Relation.Key key : relation().keys()) {
            if (key instanceof Relation.Key.Foreign foreign
                    && seen.add(
                            List.of(
                                    foreign.columns(),
                                    foreign.referencedSchema(),
                                    foreign.referencedRelation(),
                                    foreign.referencedColumns()))) {
                distinct.add(foreign);
            }
        }
        return distinct;
    }

    /**
     * Whether its rows are relationships and no nodes, provided that nothing refers to it: it has
     * two foreign keys, neither of which holds all columns of the other; none of their columns may
     * be NULL; and its primary key or a unique key holds all of their columns, or it has no such
     * key at all.
     */
    boolean isJoinTable() {
        List<Relation.Key.Foreign> foreign = foreignKeys();
        if (foreign.size() != 2) {
            return false;
        }
        Set<String> first = Set.copyOf(foreign.getFirst().columns());
        Set<String> second = Set.copyOf(foreign.getLast().columns());
        if (first.containsAll(second) || second.containsAll(first)) {
            return false;
        }
        Set<String> both = new HashSet<>(first);
        both.addAll(second);
        List<Relation.Key> keys =
                relation().keys().stream()
                        .filter(key -> !(key instanceof Relation.Key.Foreign))
                        .toList();
        return areNotNull(both)
                && (keys.isEmpty()
                        || keys.stream().anyMatch(key -> key.columns().containsAll(both)));
    }

    private boolean areNotNull(Iterable<String> columns) {
        for (String column : columns) {
            if (!relation().columns().get(index(column)).notNull()) {
                return false;
            }
        }
        return true;
    }

    /** The place of a column by its name in PostgreSQL. */
    int index(String column) {
        List<Column> columns = relation().columns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(column);
    }

    KeyColumn column(String name) {
        int index = index(name);
        return new KeyColumn(relation().columns().get(index), source.columns().get(index));
    }
}
