package dev.howdah.duckdb.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Which table each {@code pg_scan(id)} reads. Thread-safe. */
final class TableIndex {
    private final Map<Integer, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicInteger nextId = new AtomicInteger(1);

    /** A table and where it lies. */
    record Entry(AttachedDatabase database, AttachedTable table) {}

    int nextId() {
        return nextId.getAndIncrement();
    }

    Optional<Entry> find(int id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** Replaces what is known of a database. */
    void replace(AttachedDatabase database, ViewSet before, ViewSet after) {
        for (ViewSet.SchemaViews schema : after.schemas().values()) {
            for (AttachedTable table : schema.tables().values()) {
                entries.put(table.id(), new Entry(database, table));
            }
        }
        for (ViewSet.SchemaViews schema : before.schemas().values()) {
            for (AttachedTable table : schema.tables().values()) {
                boolean kept =
                        after.find(schema.name(), table.name())
                                .filter(other -> other.id() == table.id())
                                .isPresent();
                if (!kept) {
                    entries.remove(table.id());
                }
            }
        }
    }
}
