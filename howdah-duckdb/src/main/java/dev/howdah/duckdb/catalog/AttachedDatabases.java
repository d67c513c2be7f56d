package dev.howdah.duckdb.catalog;

import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.connection.TransactionTimeouts;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.RemoteTransaction;
import dev.howdah.postgres.secret.SecretStore;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.MappingOptions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The PostgreSQL databases attached to one DuckDB instance. Thread-safe.
 *
 * <p>Everything that changes DuckDB's catalogue runs on a connection of its own, so that it neither
 * joins nor disturbs a user's transaction.
 */
public final class AttachedDatabases implements AutoCloseable {
    private final Connection connection;
    private final long connectionId;
    private final TableIndex index = new TableIndex();
    private final Map<String, AttachedDatabase> databases = new LinkedHashMap<>();
    private final AtomicLong version = new AtomicLong();
    private MappingOptions mapping = MappingOptions.DEFAULT;

    /**
     * @param connection a connection to the instance that nobody else uses; it is closed at the end
     * @param connectionId what DuckDB calls that connection
     */
    public AttachedDatabases(Connection connection, long connectionId) {
        this.connection = connection;
        this.connectionId = connectionId;
    }

    /** Whether it is our own connection, which defines views and never reads them. */
    public boolean isOwn(long id) {
        return id == connectionId;
    }

    /** A number that changes when a database comes or goes, or gets or loses a schema. */
    public long version() {
        return version.get();
    }

    /** In the order in which they were attached. */
    public synchronized List<AttachedDatabase> all() {
        return List.copyOf(databases.values());
    }

    public synchronized boolean isEmpty() {
        return databases.isEmpty();
    }

    /** The database that DuckDB finds under this name. */
    public synchronized Optional<AttachedDatabase> find(String name) {
        return Optional.ofNullable(databases.get(UniqueNames.fold(name)));
    }

    /** What {@code pg_scan(id)} reads. */
    public Optional<AttachedTable> table(int id) {
        return index.find(id).map(TableIndex.Entry::table);
    }

    /** Where the table of {@code pg_scan(id)} lies. */
    public Optional<AttachedDatabase> databaseOf(int id) {
        return index.find(id).map(TableIndex.Entry::database);
    }

    /** How types are mapped now. */
    public synchronized MappingOptions mapping() {
        return mapping;
    }

    /**
     * Attaches a database and shows all its relations.
     *
     * @param secrets what may complete the connection string
     * @param alias its name, else the name that it has on the server
     * @return the database, or none if there was one already and that was allowed
     */
    public synchronized Optional<AttachedDatabase> attach(
            String connectionString,
            Optional<String> alias,
            boolean orReplace,
            boolean ifNotExists,
            AttachOptions options,
            SettingValues settings,
            SecretStore secrets)
            throws SQLException {
        AttachTarget target = AttachTarget.resolve(connectionString, options.secret(), secrets);
        String name = alias.orElseGet(target.connection()::database);
        return attach(target, name, orReplace, ifNotExists, options, settings);
    }

    /** As the other, with a target that is known already. */
    public synchronized Optional<AttachedDatabase> attach(
            AttachTarget target,
            String name,
            boolean orReplace,
            boolean ifNotExists,
            AttachOptions options,
            SettingValues settings)
            throws SQLException {
        if (isTaken(name)) {
            if (ifNotExists) {
                return Optional.empty();
            }
            if (!orReplace) {
                throw HowdahException.of(
                        ErrorKind.USER,
                        "42P04",
                        "Failed to attach database: database with name \"%s\" already exists"
                                .formatted(name));
            }
        }
        PostgresDatabase remote =
                target.open(
                        new DatabaseOptions(
                                name,
                                options.readOnly(),
                                options.isolation(),
                                options.schemas(),
                                settings.pool()));
        remote.setTimeouts(settings.timeouts());
        try {
            AttachedDatabase database = new AttachedDatabase(name, options, remote);
            mapping = settings.mapping();
            remote.catalog();
            database.requireSchemas();
            if (orReplace) {
                replace(name);
            }
            show(database);
            databases.put(UniqueNames.fold(name), database);
            version.incrementAndGet();
            return Optional.of(database);
        } catch (RuntimeException | SQLException failure) {
            remote.close();
            throw failure;
        }
    }

    private void show(AttachedDatabase database) throws SQLException {
        execute("ATTACH ':memory:' AS " + Identifier.quote(database.name()));
        try {
            apply(database);
        } catch (RuntimeException | SQLException failure) {
            execute("DETACH DATABASE IF EXISTS " + Identifier.quote(database.name()));
            index.replace(database, database.views(), ViewSet.EMPTY);
            throw failure;
        }
    }

    /** Makes DuckDB's views fit the catalogue; whether that took anything. */
    private boolean apply(AttachedDatabase database) throws SQLException {
        ViewSet before = database.views();
        ViewSet after = database.currentViews(index, mapping);
        // The views are bound as they are created, so their tables must be known before.
        index.replace(database, ViewSet.EMPTY, after);
        Optional<String> script = ViewScript.between(database.name(), before, after);
        try {
            if (script.isPresent()) {
                executeAll(script.get());
            }
        } catch (SQLException failure) {
            index.replace(database, after, before);
            throw failure;
        }
        index.replace(database, before, after);
        database.setViews(after);
        if (script.isPresent()) {
            version.incrementAndGet();
        }
        return script.isPresent();
    }

    /**
     * Reads a database's catalogue again and shows what has changed.
     *
     * @return whether anything has
     */
    public synchronized boolean refresh(AttachedDatabase database) throws SQLException {
        if (databases.get(UniqueNames.fold(database.name())) != database) {
            return false;
        }
        database.remote().refreshCatalog();
        return apply(database);
    }

    /**
     * Reads a database's catalogue again as a transaction sees it that has changed it, and shows
     * what has changed. Other connections to this DuckDB see it too; what is not committed they
     * can't read. If the transaction is rolled back, the catalogue must be read once more.
     *
     * @return whether anything has changed
     */
    public synchronized boolean refresh(AttachedDatabase database, RemoteTransaction transaction)
            throws SQLException {
        if (databases.get(UniqueNames.fold(database.name())) != database) {
            return false;
        }
        database.remote().refreshCatalog(transaction);
        return apply(database);
    }

    /** Reads all catalogues again. */
    public synchronized void refreshAll() throws SQLException {
        for (AttachedDatabase database : databases.values()) {
            refresh(database);
        }
    }

    /** Maps types in another way from now on, in all databases. */
    public synchronized void setMapping(MappingOptions options) throws SQLException {
        if (!options.equals(mapping)) {
            mapping = options;
            for (AttachedDatabase database : databases.values()) {
                apply(database);
            }
        }
    }

    /** Limits the transactions that begin from now on, in all databases. */
    public synchronized void setTimeouts(TransactionTimeouts timeouts) {
        for (AttachedDatabase database : databases.values()) {
            database.remote().setTimeouts(timeouts);
        }
    }

    /** Forgets a database that DuckDB has detached, and closes its connections. */
    public synchronized void forget(AttachedDatabase database) {
        if (databases.remove(UniqueNames.fold(database.name()), database)) {
            index.replace(database, database.views(), ViewSet.EMPTY);
            version.incrementAndGet();
            database.remote().close();
        }
    }

    /** Takes a database away from DuckDB and forgets it. */
    public synchronized void detach(AttachedDatabase database) throws SQLException {
        execute("DETACH DATABASE IF EXISTS " + Identifier.quote(database.name()));
        forget(database);
    }

    private void replace(String name) throws SQLException {
        Optional<AttachedDatabase> ours = find(name);
        if (ours.isPresent()) {
            detach(ours.get());
        } else {
            execute("DETACH DATABASE IF EXISTS " + Identifier.quote(name));
        }
    }

    private boolean isTaken(String name) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "SELECT 1 FROM duckdb_databases()"
                                + " WHERE lower(database_name) = lower(?)")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void executeAll(String script) throws SQLException {
        try {
            execute(script);
        } catch (SQLException failure) {
            try {
                execute("ROLLBACK");
            } catch (SQLException nothingToRollBack) {
                failure.addSuppressed(nothingToRollBack);
            }
            throw failure;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** DuckDB's own secrets. */
    public synchronized List<SecretRow> secretsOfDuckDb() throws SQLException {
        return SecretRow.ofDuckDb(connection);
    }

    /** DuckDB's setting preserve_insertion_order. */
    public boolean preservesInsertionOrder() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT current_setting('preserve_insertion_order')")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    /** Changes DuckDB's setting preserve_insertion_order, for all connections. */
    public void setPreserveInsertionOrder(boolean preserved) throws SQLException {
        execute("SET preserve_insertion_order = " + preserved);
    }

    /** Closes all databases and their connections. */
    @Override
    public synchronized void close() {
        Collection<AttachedDatabase> all = List.copyOf(databases.values());
        for (AttachedDatabase database : all) {
            try {
                detach(database);
            } catch (SQLException isDefaultSomewhere) {
                forget(database);
            }
        }
        try {
            connection.close();
        } catch (SQLException closedAlready) {
            // Nothing is left to close.
        }
    }
}
