package dev.howdah.duckdb.session;

import dev.howdah.duckdb.catalog.AttachedDatabases;
import dev.howdah.duckdb.nativeapi.DuckDbConnectionHandle;
import dev.howdah.postgres.secret.SecretStore;

import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A running DuckDB with its attached databases and the connections that use Howdah on it. The
 * attached databases go when the last of those connections does.
 */
public final class Instance {
    private static final Map<Long, Instance> INSTANCES = new HashMap<>();

    private final long id;
    private final AttachedDatabases databases;
    private final Map<Long, Session> sessions = new ConcurrentHashMap<>();
    private @Nullable SecretStore secrets;

    private Instance(long id, AttachedDatabases databases) {
        this.id = id;
        this.databases = databases;
    }

    /** The instance of this id if some connection uses Howdah on it. */
    public static Optional<Instance> find(long id) {
        synchronized (INSTANCES) {
            return Optional.ofNullable(INSTANCES.get(id));
        }
    }

    /** Lets a connection use Howdah. */
    public static Session join(DuckDBConnection duckdb) throws SQLException {
        DuckDbConnectionHandle handle = DuckDbConnectionHandle.of(duckdb);
        synchronized (INSTANCES) {
            long id = handle.instanceId();
            Instance instance = INSTANCES.get(id);
            if (instance == null) {
                Connection own = duckdb.duplicate();
                long ownId = DuckDbConnectionHandle.of(own).connectionId();
                instance = new Instance(id, new AttachedDatabases(own, ownId));
                INSTANCES.put(id, instance);
            }
            Session session = new Session(duckdb, handle, instance);
            instance.sessions.put(session.connectionId(), session);
            return session;
        }
    }

    public long id() {
        return id;
    }

    public AttachedDatabases databases() {
        return databases;
    }

    /**
     * The secrets of this DuckDB.
     *
     * @param folder of the persistent ones if nobody has asked before; later it no longer counts
     */
    public synchronized SecretStore secrets(Supplier<Path> folder) {
        SecretStore known = secrets;
        if (known == null) {
            known = new SecretStore(folder.get());
            secrets = known;
        }
        return known;
    }

    /** Whether anybody has asked for the secrets, which settles their folder. */
    public synchronized boolean usesSecrets() {
        return secrets != null;
    }

    int sessionCount() {
        return sessions.size();
    }

    /** The session of a connection, by the id that DuckDB gives it. */
    public Optional<Session> session(long connectionId) {
        return Optional.ofNullable(sessions.get(connectionId));
    }

    void leave(Session session) {
        @Nullable AttachedDatabases orphaned = null;
        synchronized (INSTANCES) {
            sessions.remove(session.connectionId(), session);
            if (sessions.isEmpty() && INSTANCES.remove(id, this)) {
                orphaned = databases;
            }
        }
        if (orphaned != null) {
            orphaned.close();
        }
    }
}
