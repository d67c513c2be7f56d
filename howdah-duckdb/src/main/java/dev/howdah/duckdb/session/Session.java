package dev.howdah.duckdb.session;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.catalog.AttachedDatabases;
import dev.howdah.duckdb.connect.ConnectedServer;
import dev.howdah.duckdb.nativeapi.DuckDbConnectionHandle;
import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.duckdb.statement.ParsedStatement;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.RemoteTransaction;
import dev.howdah.postgres.scan.TransactionScope;
import dev.howdah.postgres.secret.SecretStore;

import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** One connection of DuckDB's with Howdah on it. */
public final class Session implements AutoCloseable {
    private static final String OPEN_RESULT = "Resource In Use Error";

    /** How long a change that was cancelled may take to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long CLOSING_MILLIS = 50;

    private final DuckDBConnection duckdb;
    private final DuckDbConnectionHandle handle;
    private final Instance instance;
    private final long connectionId;
    private final SearchPath searchPath;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Map<Integer, Integer> boundTables = new HashMap<>();
    private volatile @Nullable StatementContext current;
    private volatile List<ScanRecord> lastScans = List.of();

    private final SharedTransactions transactions;
    private final LocalTransaction local = new LocalTransaction();
    private @Nullable DatabaseWrite write;
    private final Map<Integer, ReturnedRows> returned = new HashMap<>();
    private int lastReturned;
    private volatile @Nullable ConnectedServer connected;
    private boolean begun;
    private volatile boolean closed;

    Session(DuckDBConnection duckdb, DuckDbConnectionHandle handle, Instance instance) {
        this.duckdb = duckdb;
        this.handle = handle;
        this.instance = instance;
        this.connectionId = handle.connectionId();
        this.searchPath = new SearchPath(duckdb, instance.databases());
        this.transactions = new SharedTransactions(instance.databases());
    }

    /** DuckDB's own connection. */
    public DuckDBConnection duckdb() {
        return duckdb;
    }

    public AttachedDatabases databases() {
        return instance.databases();
    }

    /** The secrets of this DuckDB. */
    public SecretStore secrets() {
        return instance.secrets(() -> settings().secretFolder());
    }

    /** Whether the folder of the secrets can't be changed any more. */
    public boolean usesSecrets() {
        return instance.usesSecrets();
    }

    long connectionId() {
        return connectionId;
    }

    /** The settings as this connection sees them now. */
    public SettingValues settings() {
        return SettingValues.read(handle::readConfigOption);
    }

    /** Makes unqualified names and default schemas work before a statement runs. */
    public void prepareNames() throws SQLException {
        searchPath.update();
    }

    /** The user has chosen another default schema or search path. */
    public void searchPathChanged() throws SQLException {
        searchPath.userChanged();
    }

    /** Where names without a database are looked up. */
    public SearchPath searchPath() {
        return searchPath;
    }

    /** Whether nobody else uses Howdah on this DuckDB. */
    public boolean isAlone() {
        return instance.sessionCount() == 1;
    }

    /** Starts an execution. */
    public StatementContext begin(PushedDown pushedDown) {
        StatementContext context = new StatementContext(this, pushedDown);
        failure.set(null);
        current = context;
        return context;
    }

    /** The execution that runs, or whose result is still being read. */
    public Optional<StatementContext> current() {
        return Optional.ofNullable(current);
    }

    /** Whether the execution that runs now has been stopped. */
    public BooleanSupplier stopped() {
        StatementContext running = current;
        return running == null ? () -> closed : () -> closed || running.isCancelled();
    }

    void ended(StatementContext context) {
        List<ScanRecord> scans = context.scans();
        if (!scans.isEmpty()) {
            lastScans = scans;
        }
        if (current == context) {
            current = null;
        }
    }

    /** What the last statement that read a PostgreSQL has read. */
    public List<ScanRecord> lastScans() {
        return lastScans;
    }

    /** Notes the exception behind an error that DuckDB is about to raise; the first one counts. */
    public void noteFailure(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    /** The exception behind the last error, once. */
    public Optional<Throwable> takeFailure() {
        return Optional.ofNullable(failure.getAndSet(null));
    }

    /** Notes that DuckDB has bound a scan of a table. */
    public synchronized void countBinding(int table) {
        boundTables.merge(table, 1, Integer::sum);
    }

    /** The scans bound since it was last asked, by table. */
    public synchronized Map<Integer, Integer> takeBindings() {
        Map<Integer, Integer> bound = Map.copyOf(boundTables);
        boundTables.clear();
        return bound;
    }

    /**
     * A transaction of several statements has begun.
     *
     * @param statement the words that DuckDB was told so in
     */
    public synchronized void beginTransaction(String statement) {
        begun = true;
        local.begin(statement);
    }

    /** DuckDB is about to run a statement of the user's. */
    public void noteLocal(ParsedStatement statement) throws SQLException {
        if (inTransaction()) {
            local.note(statement);
        }
    }

    /** DuckDB is about to run something that may write to a database of its own. */
    public void noteLocalWrite() throws SQLException {
        if (inTransaction()) {
            local.noteWrite();
        }
    }

    /** DuckDB's own connection is handed out, by which anything may be written from now on. */
    public void shareWithUser() {
        local.shareWithUser();
    }

    /**
     * Whether DuckDB can't see what this transaction has made of an attached database, because the
     * transaction had written in DuckDB before.
     */
    public boolean isCatalogueOutdated() {
        return local.isOutdated();
    }

    /**
     * Reads a database's catalogue again; as the transaction of several statements sees it if that
     * has changed it.
     *
     * @return whether anything was shown that DuckDB did not know
     */
    public boolean refresh(AttachedDatabase database) throws SQLException {
        Optional<RemoteTransaction> redefining = transactions.redefining(database);
        boolean changed =
                redefining.isPresent()
                        ? databases().refresh(database, redefining.get())
                        : databases().refresh(database);
        if (changed && inTransaction()) {
            local.renew(duckdb);
        }
        return changed;
    }

    /**
     * The transaction of several statements has changed an attached database's catalogue.
     *
     * @throws SQLException if DuckDB's part of it has failed, which beginning anew would hide
     */
    void catalogueChanged() throws SQLException {
        requireHealthy();
        local.renew(duckdb);
    }

    /** Whether several statements share a transaction now. */
    public synchronized boolean inTransaction() throws SQLException {
        return begun || !duckdb.getAutoCommit();
    }

    /**
     * The transaction that everything reads and writes a database in at this moment: that of
     * several statements, begun when the first of them needs it, or that of the one statement that
     * writes.
     */
    public synchronized Optional<RemoteTransaction> findTransaction(AttachedDatabase database) {
        DatabaseWrite writing = write;
        if (writing != null && writing.database() == database) {
            return Optional.of(writing.transaction());
        }
        try {
            return inTransaction()
                    ? Optional.of(sharedTransaction(database, settings().twoPhaseCommit()))
                    : Optional.empty();
        } catch (SQLException closedMeanwhile) {
            return Optional.empty();
        }
    }

    private RemoteTransaction sharedTransaction(AttachedDatabase database, boolean twoPhase) {
        return transactions.of(database, local.isReadOnly(), twoPhase);
    }

    /** Starts to change a database; the caller completes it or just closes it. */
    public synchronized DatabaseWrite beginWrite(AttachedDatabase database) throws SQLException {
        boolean shared = inTransaction();
        SettingValues settings = settings();
        boolean twoPhase = settings.twoPhaseCommit();
        if (shared) {
            requireReadWrite();
            transactions.noteWrite(database, twoPhase);
        }
        DatabaseWrite begun =
                new DatabaseWrite(
                        this,
                        database,
                        shared
                                ? sharedTransaction(database, twoPhase)
                                : database.begin(TransactionScope.WRITE),
                        !shared,
                        settings);
        write = begun;
        return begun;
    }

    private void requireReadWrite() {
        if (local.isReadOnly()) {
            throw HowdahException.of(
                    ErrorKind.USER,
                    "25006",
                    "The transaction was begun READ ONLY, so nothing can be changed in it; ROLLBACK"
                            + " and BEGIN one that may write");
        }
    }

    synchronized void writeEnded(DatabaseWrite ended) {
        if (write == ended) {
            write = null;
            notifyAll();
        }
    }

    /** What reads DuckDB's memory must have ended before DuckDB's connection is closed. */
    private synchronized void awaitWriteEnd() {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (write != null && System.nanoTime() - limit < 0) {
                wait(CLOSING_MILLIS);
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the server and DuckDB to stop the change that runs, if one does. From any thread. */
    public void cancelWrite() {
        DatabaseWrite running;
        synchronized (this) {
            running = write;
        }
        if (running != null) {
            running.cancel();
            handle.interrupt();
        }
    }

    /** What several statements share on the servers. */
    SharedTransactions transactions() {
        return transactions;
    }

    /**
     * Refuses a statement while the transaction has failed.
     *
     * @throws HowdahException with SQL state 25P02
     */
    public synchronized void requireNotAborted() {
        transactions.requireNotAborted();
    }

    /**
     * Refuses to detach a database in which the transaction has written.
     *
     * @throws HowdahException with SQL state 55006
     */
    public void requireDetachable(AttachedDatabase database) {
        if (transactions.hasWritten(database)) {
            throw HowdahException.of(
                    ErrorKind.USER,
                    "55006",
                    ("The database \"%s\" can't be detached, because this transaction has written"
                                    + " to it: COMMIT or ROLLBACK first")
                            .formatted(database.name()));
        }
    }

    /** DuckDB's part of a commit or rollback. */
    public interface LocalEnd {
        void run() throws SQLException;
    }

    /**
     * Commits on all servers and in DuckDB. The servers come first, because they may refuse; if any
     * part refuses while that is still possible, nothing is kept anywhere.
     *
     * @param commit commits in DuckDB
     * @param rollback rolls back in DuckDB
     */
    public void commitTransaction(LocalEnd commit, LocalEnd rollback) throws SQLException {
        boolean twoPhase = settings().twoPhaseCommit();
        Optional<SQLException> unhealthy = findFailure();
        synchronized (this) {
            begun = false;
        }
        local.ended();
        LocalEnd check =
                () -> {
                    if (unhealthy.isPresent()) {
                        throw unhealthy.get();
                    }
                };
        transactions.commit(check, commit, rollback, twoPhase);
    }

    /**
     * Rolls back in DuckDB and on all servers.
     *
     * @param rollback rolls back in DuckDB
     */
    public void rollbackTransaction(LocalEnd rollback) throws SQLException {
        findFailure();
        try {
            rollback.run();
        } finally {
            endTransaction();
        }
    }

    /** DuckDB refuses every statement of a transaction that has failed. */
    private void requireHealthy() throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    /**
     * Why DuckDB can't commit a transaction that has failed.
     *
     * @throws SQLException if it can't end one now, because a streamed result is still unread; it
     *     goes on then, and so it must on the servers
     */
    private Optional<SQLException> findFailure() throws SQLException {
        if (!transactions.isOpen()) {
            return Optional.empty();
        }
        try {
            requireHealthy();
            return Optional.empty();
        } catch (SQLException failure) {
            if (String.valueOf(failure.getMessage()).startsWith(OPEN_RESULT)) {
                throw failure;
            }
            return Optional.of(failure);
        }
    }

    /** DuckDB's transaction has ended without a commit, so PostgreSQL's end too. */
    public void endTransaction() {
        synchronized (this) {
            begun = false;
        }
        local.ended();
        transactions.rollback();
    }

    /** Says that a statement gives rows which DuckDB will read once, and as which table. */
    synchronized int expectRows(ReturnedRows rows) {
        int id = ++lastReturned;
        returned.put(id, rows);
        return id;
    }

    /** What {@code pg_returning(id)} reads. */
    public synchronized Optional<ReturnedRows> returnedRows(int id) {
        return Optional.ofNullable(returned.get(id));
    }

    synchronized void forgetRows(int id) {
        returned.remove(id);
    }

    /** Where statements go as they are, if the user has connected to a PostgreSQL. */
    public Optional<ConnectedServer> connected() {
        return Optional.ofNullable(connected);
    }

    /** Lets statements go to a server from now on, or to DuckDB again. */
    public void connect(@Nullable ConnectedServer server) {
        ConnectedServer before = connected;
        connected = server;
        if (before != null) {
            before.close();
        }
    }

    /** Stops what runs and lets the instance go. Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        StatementContext running = current;
        if (running != null) {
            running.cancel("The connection was closed");
            running.abandon();
        }
        cancelWrite();
        awaitWriteEnd();
        endTransaction();
        connect(null);
        instance.leave(this);
    }
}
