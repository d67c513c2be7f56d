package dev.howdah.postgres;

import dev.howdah.postgres.catalog.Catalog;
import dev.howdah.postgres.catalog.CatalogCache;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.connection.ConnectionInfo;
import dev.howdah.postgres.connection.ConnectionSettings;
import dev.howdah.postgres.connection.PoolSettings;
import dev.howdah.postgres.connection.PoolStatistics;
import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionPool;
import dev.howdah.postgres.connection.SqlLog;
import dev.howdah.postgres.connection.TransactionTimeouts;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.plan.ScanPlan;
import dev.howdah.postgres.plan.ScanRequest;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.predicate.ServerText;
import dev.howdah.postgres.scan.PreparedTransactions;
import dev.howdah.postgres.scan.RelationScans;
import dev.howdah.postgres.scan.RemoteConsole;
import dev.howdah.postgres.scan.RemoteQueries;
import dev.howdah.postgres.scan.RemoteQuery;
import dev.howdah.postgres.scan.RemoteTransaction;
import dev.howdah.postgres.scan.RowStream;
import dev.howdah.postgres.scan.TransactionMode;
import dev.howdah.postgres.scan.TransactionScope;
import dev.howdah.postgres.scan.WriterLease;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.write.CopyLoad;
import dev.howdah.postgres.write.CopyLoads;
import dev.howdah.postgres.write.LoadTarget;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A PostgreSQL database that a host reads from and writes to.
 *
 * <p>Thread-safe. Every failure is a {@link HowdahException}. Closing it ends its scans, closes its
 * connections and lets its threads go.
 */
public final class PostgresDatabase implements AutoCloseable {
    private static final int MOST_ATTEMPTS = 5;

    private final DatabaseOptions options;
    private final SessionPool pool;
    private final int serverVersion;
    private final ServerText serverText;
    private final CatalogCache catalog;
    private final ReaderThreads threads = new ReaderThreads();
    private final RelationScans scans;
    private final RemoteQueries queries;
    private final Set<RowStream> open = ConcurrentHashMap.newKeySet();
    private final Set<RemoteTransaction> transactions = ConcurrentHashMap.newKeySet();
    private final Set<RemoteConsole> consoles = ConcurrentHashMap.newKeySet();
    private volatile TransactionTimeouts timeouts = TransactionTimeouts.NONE;

    private PostgresDatabase(
            DatabaseOptions options, SessionPool pool, int serverVersion, ServerText serverText) {
        this.options = options;
        this.pool = pool;
        this.serverVersion = serverVersion;
        this.serverText = serverText;
        this.catalog = new CatalogCache(this::withConnection, options.schemas());
        this.scans = new RelationScans(options.label(), serverVersion, threads);
        this.queries = new RemoteQueries(options.label(), catalog, threads);
    }

    /**
     * Connects once, so that whatever is wrong with the settings shows now.
     *
     * @throws HowdahException if the server can't be reached or refuses the user
     */
    public static PostgresDatabase open(ConnectionSettings settings, DatabaseOptions options) {
        SessionPool pool = new SessionPool(settings, options.pool());
        try {
            Session session = pool.acquire();
            try {
                return new PostgresDatabase(
                        options, pool, session.serverVersion(), readServerText(session));
            } finally {
                pool.release(session);
            }
        } catch (HowdahException failure) {
            pool.close();
            throw failure.in("Could not open the database \"" + options.label() + "\"");
        }
    }

    public DatabaseOptions options() {
        return options;
    }

    /** What is connected to, without a password. */
    public ConnectionSettings settings() {
        return pool.settings();
    }

    /** By which rules its connections are lent now. */
    public PoolSettings poolSettings() {
        return pool.poolSettings();
    }

    /** Lends connections by other rules from now on. */
    public void configurePool(PoolSettings settings) {
        pool.configure(settings);
    }

    /** What its pool of connections holds and has done. */
    public PoolStatistics poolStatistics() {
        return pool.statistics();
    }

    /** Its open connections. */
    public List<ConnectionInfo> connections() {
        return pool.connections();
    }

    /** How long the server lets transactions that begin now work and rest. */
    public TransactionTimeouts timeouts() {
        return timeouts;
    }

    /** Limits the transactions that begin from now on. */
    public void setTimeouts(TransactionTimeouts timeouts) {
        this.timeouts = timeouts;
    }

    /** The server's version as a number, such as 180004. */
    public int serverVersion() {
        return serverVersion;
    }

    /** What the rules of pushing down must know about the server. */
    public ServerText serverText() {
        return serverText;
    }

    /** The latest snapshot of the catalogue; the first call reads it. */
    public Catalog catalog() {
        return catalog.current();
    }

    /** Reads the catalogue again. */
    public Catalog refreshCatalog() {
        return catalog.refresh();
    }

    /** Forgets the catalogue; the next question reads it again. */
    public void clearCatalog() {
        catalog.clear();
    }

    /** A relation, looked for once more in a fresh catalogue before it counts as missing. */
    public Optional<Relation> findRelation(String schema, String relation) {
        return catalog.findRelation(schema, relation);
    }

    /** A consistent view for the scans of the scope. The caller closes it, after its scans. */
    public RemoteTransaction begin(TransactionScope scope) {
        return begin(scope, options.readOnly(), false);
    }

    /**
     * As {@link #begin(TransactionScope)}, for several statements that the server lets only read.
     */
    public RemoteTransaction beginReadOnly() {
        return begin(TransactionScope.TRANSACTION, true, false);
    }

    /**
     * As {@link #begin(TransactionScope)}, for several statements and for {@link
     * RemoteTransaction#prepareTwoPhase}: everything is read on one connection, because a
     * transaction that has exported its snapshot can't be prepared.
     */
    public RemoteTransaction beginPreparable() {
        return begin(TransactionScope.TRANSACTION, options.readOnly(), true);
    }

    /**
     * For a single statement that runs outside of any transaction, as some must: without timeouts,
     * which hold in transactions only.
     */
    public RemoteTransaction beginUnlimited() {
        return begin(
                TransactionScope.ONE_SCAN, options.readOnly(), false, TransactionTimeouts.NONE);
    }

    private RemoteTransaction begin(TransactionScope scope, boolean readOnly, boolean preparable) {
        return begin(scope, readOnly, preparable, timeouts);
    }

    private RemoteTransaction begin(
            TransactionScope scope,
            boolean readOnly,
            boolean preparable,
            TransactionTimeouts limits) {
        RemoteTransaction transaction =
                new RemoteTransaction(
                        pool,
                        new TransactionMode(options.isolation(), readOnly, preparable, limits),
                        scope,
                        options.label());
        transactions.add(transaction);
        transaction.notifyAtEnd(() -> transactions.remove(transaction));
        return transaction;
    }

    /** The transactions that {@link RemoteTransaction#prepareTwoPhase} has left to be ended. */
    public PreparedTransactions preparedTransactions() {
        return new PreparedTransactions(pool);
    }

    /** How a request would be answered now, for EXPLAIN. */
    public ScanPlan explain(ScanRequest request, ScanSettings settings) {
        try (RemoteTransaction transaction = begin(TransactionScope.ONE_SCAN)) {
            return plan(transaction, request, settings);
        }
    }

    /** Decides how a request is answered; at most one round trip. */
    public ScanPlan plan(
            RemoteTransaction transaction, ScanRequest request, ScanSettings settings) {
        return plan(transaction, request, settings, () -> false);
    }

    /**
     * As the other, as long as somebody wants it.
     *
     * @param stopped asked again and again while it waits for a connection or an answer
     * @throws HowdahException of kind CANCELLED once it is
     */
    public ScanPlan plan(
            RemoteTransaction transaction,
            ScanRequest request,
            ScanSettings settings,
            BooleanSupplier stopped) {
        return inDatabase(() -> scans.plan(transaction, request, settings, stopped));
    }

    /** Plans a request and returns its rows; the reading starts with the first batch. */
    public RowStream scan(
            RemoteTransaction transaction, ScanRequest request, ScanSettings settings) {
        return scan(transaction, plan(transaction, request, settings), settings);
    }

    /** The rows of a plan; the reading starts with the first batch. */
    public RowStream scan(RemoteTransaction transaction, ScanPlan plan, ScanSettings settings) {
        return tracked(scans.open(transaction, plan, settings));
    }

    /** Lets the server parse one statement in its own SQL and describe its result. */
    public RemoteQuery prepareQuery(
            RemoteTransaction transaction, String sql, MappingOptions mapping) {
        return prepareQuery(transaction, sql, mapping, () -> false);
    }

    /**
     * As the other, as long as somebody wants it.
     *
     * @param stopped asked again and again while it waits for a connection or an answer
     * @throws HowdahException of kind CANCELLED once it is
     */
    public RemoteQuery prepareQuery(
            RemoteTransaction transaction,
            String sql,
            MappingOptions mapping,
            BooleanSupplier stopped) {
        return queries.prepare(transaction, sql, mapping, stopped);
    }

    /**
     * Runs a prepared statement; it starts with the first batch. One without result columns yields
     * a single INT8: the rows that it changed, -1 if it changes none.
     *
     * @param parameters values in PostgreSQL's text form, null for NULL
     */
    public RowStream query(
            RemoteTransaction transaction,
            RemoteQuery query,
            List<? extends @Nullable String> parameters) {
        return tracked(queries.open(transaction, query, parameters));
    }

    /** As the other, for a statement that the writer will run; a mistake in it counts as one. */
    public RemoteQuery prepareQuery(WriterLease writer, String sql, MappingOptions mapping) {
        return queries.prepare(writer, sql, mapping);
    }

    /**
     * Runs a prepared statement on the session that writes, which can do nothing else until the
     * rows are read to their end or the stream is closed. Closed early, the statement has failed.
     *
     * @param parameters values in PostgreSQL's text form, null for NULL
     */
    public RowStream query(
            WriterLease writer, RemoteQuery query, List<? extends @Nullable String> parameters) {
        return tracked(queries.open(writer, query, parameters));
    }

    /** Starts to load rows on the session that writes, which can do nothing else until then. */
    public CopyLoad load(WriterLease writer, LoadTarget target) {
        return inDatabase(() -> CopyLoads.start(writer, target, options.label()));
    }

    /**
     * Runs one statement that may write.
     *
     * @return the rows that it changed, -1 if it changes none
     */
    public long execute(WriterLease writer, String sql) {
        return inDatabase(() -> writer.execute(sql));
    }

    /**
     * Runs several statements in one message.
     *
     * @return the rows that each of them changed, -1 for one that changes none
     */
    public long[] executeAll(WriterLease writer, List<String> statements) {
        return inDatabase(() -> writer.executeAll(statements));
    }

    /**
     * Reads the catalogue as a transaction sees it that may have changed it, and shows that to
     * everybody. If the transaction is rolled back, it must be read again.
     */
    public Catalog refreshCatalog(RemoteTransaction transaction) {
        return inDatabase(() -> transaction.readCatalog(catalog));
    }

    /** As the other, while the transaction writes. */
    public Catalog refreshCatalog(WriterLease writer) {
        return inDatabase(() -> writer.readCatalog(catalog));
    }

    /**
     * A connection of its own for statements in PostgreSQL's own SQL. The caller closes it; while
     * it is open the database has one connection less.
     */
    public RemoteConsole openConsole() {
        consoles.removeIf(RemoteConsole::isClosed);
        RemoteConsole console =
                RemoteConsole.open(options.label(), pool, catalog, options.readOnly());
        consoles.add(console);
        return console;
    }

    /**
     * Ends what still runs, and closes all connections. A transaction that is open is rolled back,
     * and says so to whoever commits it. Idempotent; never throws.
     */
    @Override
    public void close() {
        List.copyOf(open).forEach(RowStream::close);
        consoles.forEach(RemoteConsole::close);
        threads.close();
        pool.close();
        // Not before: one that begins meanwhile gets no connection any more.
        transactions.forEach(RemoteTransaction::detach);
    }

    private RowStream tracked(RowStream stream) {
        TrackedStream tracked = new TrackedStream(stream, open::remove);
        open.add(tracked);
        return tracked;
    }

    private <T> T withConnection(Function<Connection, T> work) {
        for (int attempt = 1; ; attempt++) {
            Session session = pool.acquire();
            try {
                return inDatabase(() -> work.apply(session.jdbc()));
            } catch (HowdahException failure) {
                // It may have been lost while it rested; reading the catalogue can be repeated.
                if (session.isUsable() || attempt == MOST_ATTEMPTS) {
                    throw failure;
                }
            } finally {
                pool.release(session);
            }
        }
    }

    private <T> T inDatabase(Supplier<T> work) {
        try {
            return work.get();
        } catch (HowdahException failure) {
            throw failure.in("Database \"" + options.label() + "\"");
        }
    }

    private static ServerText readServerText(Session session) {
        String sql = "SHOW server_encoding";
        SqlLog.sent(session.jdbc(), sql);
        try (Statement statement = session.jdbc().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return new ServerText(rows.next() && rows.getString(1).equals("UTF8"));
        } catch (SQLException failure) {
            throw HowdahException.of(ErrorKind.SERVER, failure.getMessage(), failure);
        }
    }
}
