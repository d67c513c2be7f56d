package dev.howdah.kuzu.importgraph;

import dev.howdah.postgres.catalog.Relation;

import java.util.List;
import java.util.Optional;

/** Chooses what tells the nodes of a table apart. */
final class NodeKeys {
    private NodeKeys() {}

    /**
     * The key, by PostgreSQL's own ({@link PlannedTable#key}): a column of a type that can be a key
     * in Kùzu is it itself; anything else becomes a text {@code table_key}. Without a key it is
     * {@code table_row}: Kùzu's number, or the row's place if the table has relationships.
     */
    static NodeKey of(PlannedTable table, Properties properties, boolean hasRelationships) {
        Optional<Relation.Key> key = table.key();
        if (key.isEmpty()) {
            String name = properties.freeName(table.name() + "_row");
            return hasRelationships || properties.list().isEmpty()
                    ? new NodeKey.Place(name)
                    : new NodeKey.Numbered(name);
        }
        List<KeyColumn> parts = key.get().columns().stream().map(table::column).toList();
        Optional<String> type = parts.size() == 1 ? parts.getFirst().keyType() : Optional.empty();
        if (type.isPresent()) {
            KeyColumn column = parts.getFirst();
            properties.retype(column.name(), type.get());
            return new NodeKey.Own(properties.of(column.name()).name(), type.get(), column);
        }
        return new NodeKey.Derived(properties.freeName(table.name() + "_key"), parts);
    }
}
