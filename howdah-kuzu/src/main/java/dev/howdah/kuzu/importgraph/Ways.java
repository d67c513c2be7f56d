package dev.howdah.kuzu.importgraph;

import static java.util.Objects.requireNonNull;

import dev.howdah.kuzu.importgraph.RelationshipEnd.Way;
import dev.howdah.postgres.catalog.Relation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out how a foreign key tells the key of the node it leads to. */
final class Ways {
    private Ways() {}

    static Way of(
            PlannedTable child, Relation.Key.Foreign foreign, PlannedTable parent, NodeKey key) {
        List<KeyColumn> parts = parts(key);
        Map<String, KeyColumn> byKey = new HashMap<>();
        for (int i = 0; i < foreign.columns().size(); i++) {
            byKey.put(foreign.referencedColumns().get(i), child.column(foreign.columns().get(i)));
        }
        boolean sameColumns =
                !parts.isEmpty()
                        && byKey.keySet()
                                .equals(Set.copyOf(parts.stream().map(KeyColumn::name).toList()));
        if (sameColumns
                && parts.stream()
                        .allMatch(it -> requireNonNull(byKey.get(it.name())).matches(it))) {
            return new Way.Direct(foreign.columns(), byKey);
        }
        return new Way.Lookup(foreign.columns(), parent.relation(), foreign.referencedColumns());
    }

    private static List<KeyColumn> parts(NodeKey key) {
        if (key instanceof NodeKey.Own own) {
            return List.of(own.column());
        }
        return key instanceof NodeKey.Derived derived ? derived.parts() : List.of();
    }
}
