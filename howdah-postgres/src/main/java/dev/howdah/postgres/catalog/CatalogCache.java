package dev.howdah.postgres.catalog;

import dev.howdah.postgres.type.PgType;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Holds the latest snapshot of a database's catalogue and reads it again when asked to, or when a
 * name is not in it. Thread-safe; threads that miss at the same time share one reading.
 */
public final class CatalogCache {
    private final ConnectionSource connections;
    private final Optional<List<String>> schemas;
    private final Map<Integer, PgType> types = new ConcurrentHashMap<>();
    private volatile @Nullable Catalog current;

    /** Lends a connection for the length of one call. */
    @FunctionalInterface
    public interface ConnectionSource {
        <T> T withConnection(Function<Connection, T> work);
    }

    /**
     * @param schemas the schemas to read, or none for all but the system's own
     */
    public CatalogCache(ConnectionSource connections, Optional<List<String>> schemas) {
        this.connections = connections;
        this.schemas = schemas.map(List::copyOf);
    }

    /** The latest snapshot; the first call reads it. */
    public Catalog current() {
        Catalog known = current;
        return known != null ? known : replace(null);
    }

    /** Reads the catalogue again. */
    public Catalog refresh() {
        return replace(current);
    }

    /** Forgets everything; the next question reads it again. */
    public synchronized void clear() {
        current = null;
        types.clear();
    }

    /** A relation, looked for once more in a fresh catalogue before it counts as missing. */
    public Optional<Relation> findRelation(String schema, String relation) {
        Catalog looked = current();
        Optional<Relation> found = looked.findRelation(schema, relation);
        return found.isPresent() ? found : replace(looked).findRelation(schema, relation);
    }

    /** A type by its oid; read from the server if no column uses it. */
    public PgType typeOf(int oid) {
        return typesOf(List.of(oid)).get(0);
    }

    /** Types by oid, in the order of the oids; all unknown ones are read in one round trip. */
    public List<PgType> typesOf(List<Integer> oids) {
        Collection<Integer> unknown =
                oids.stream().filter(oid -> !types.containsKey(oid)).distinct().toList();
        Map<Integer, PgType> found = new HashMap<>();
        if (!unknown.isEmpty()) {
            found.putAll(
                    connections.withConnection(
                            connection -> CatalogReader.readTypes(connection, unknown)));
            types.putAll(found);
        }
        List<PgType> result = new ArrayList<>(oids.size());
        for (int oid : oids) {
            PgType type = found.getOrDefault(oid, types.get(oid));
            result.add(type != null ? type : new PgType.Base(oid, "pg_catalog", "unknown"));
        }
        return result;
    }

    /** Reads unless another thread has replaced what the caller looked at in the meantime. */
    private synchronized Catalog replace(@Nullable Catalog looked) {
        Catalog known = current;
        if (known != null && known != looked) {
            return known;
        }
        CatalogReader.Result read =
                connections.withConnection(
                        connection -> CatalogReader.readAll(connection, schemas));
        types.clear();
        types.putAll(read.types());
        current = read.catalog();
        return read.catalog();
    }
}
