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
    /** Below it are the server's own objects. */
    private static final int FIRST_USER_OID = 16384;

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

    /**
     * Reads the catalogue again as a given connection sees it, which may have changed it in a
     * transaction that has not ended. Whatever is read stays current until the next reading.
     */
    public Catalog refresh(ConnectionSource source) {
        // Not locked: who reads for all may be waiting for the connection that is given here.
        return keep(read(source));
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
        return typesOf(oids, connections);
    }

    /** As {@link #typesOf(List)}, on a given connection. */
    public List<PgType> typesOf(List<Integer> oids, ConnectionSource source) {
        Collection<Integer> unknown =
                oids.stream().filter(oid -> !types.containsKey(oid)).distinct().toList();
        Map<Integer, PgType> found = new HashMap<>();
        if (!unknown.isEmpty()) {
            found.putAll(
                    source.withConnection(
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

    /**
     * As {@link #typesOf(List)}, as a connection sees them now: one may have changed its own types
     * in a transaction, so what users define is always read again.
     */
    public List<PgType> currentTypesOf(List<Integer> oids, Connection connection) {
        List<Integer> asked =
                oids.stream()
                        .filter(oid -> isUserDefined(oid) || !types.containsKey(oid))
                        .distinct()
                        .toList();
        Map<Integer, PgType> found =
                asked.isEmpty() ? Map.of() : CatalogReader.readTypes(connection, asked);
        List<PgType> result = new ArrayList<>(oids.size());
        for (int oid : oids) {
            PgType type = found.getOrDefault(oid, types.get(oid));
            result.add(type != null ? type : new PgType.Base(oid, "pg_catalog", "unknown"));
        }
        return result;
    }

    private static boolean isUserDefined(int oid) {
        return Integer.compareUnsigned(oid, FIRST_USER_OID) >= 0;
    }

    /** Reads unless another thread has replaced what the caller looked at in the meantime. */
    private synchronized Catalog replace(@Nullable Catalog looked) {
        Catalog known = current;
        if (known != null && known != looked) {
            return known;
        }
        return keep(read(connections));
    }

    private CatalogReader.Result read(ConnectionSource source) {
        return source.withConnection(connection -> CatalogReader.readAll(connection, schemas));
    }

    private synchronized Catalog keep(CatalogReader.Result read) {
        types.clear();
        types.putAll(read.types());
        current = read.catalog();
        return read.catalog();
    }
}
