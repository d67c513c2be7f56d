package dev.howdah.duckdb.session;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.catalog.AttachedDatabases;
import dev.howdah.duckdb.nativeapi.DuckDbConnectionHandle;
import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.postgres.scan.RemoteTransaction;
import dev.howdah.postgres.scan.TransactionScope;

import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One connection of DuckDB's with Howdah on it. */
public final class Session implements AutoCloseable {
    private final DuckDBConnection duckdb;
    private final DuckDbConnectionHandle handle;
    private final Instance instance;
    private final long connectionId;
    private final SearchPath searchPath;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Map<Integer, Integer> boundTables = new HashMap<>();
    private volatile @Nullable StatementContext current;
    private volatile List<ScanRecord> lastScans = List.of();

    private final Map<AttachedDatabase, RemoteTransaction> transactions = new LinkedHashMap<>();
    private boolean begun;
    private boolean closed;

    Session(DuckDBConnection duckdb, DuckDbConnectionHandle handle, Instance instance) {
        this.duckdb = duckdb;
        this.handle = handle;
        this.instance = instance;
        this.connectionId = handle.connectionId();
        this.searchPath = new SearchPath(duckdb, instance.databases());
    }

    /** DuckDB's own connection. */
    public DuckDBConnection duckdb() {
        return duckdb;
    }

    public AttachedDatabases databases() {
        return instance.databases();
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

    /** BEGIN was executed. */
    public synchronized void beginTransaction() {
        begun = true;
    }

    /** Whether several statements share a transaction now. */
    public synchronized boolean inTransaction() throws SQLException {
        return begun || !duckdb.getAutoCommit();
    }

    /** The transaction that several statements share, begun when the first of them reads. */
    public synchronized Optional<RemoteTransaction> findTransaction(AttachedDatabase database) {
        try {
            return inTransaction()
                    ? Optional.of(
                            transactions.computeIfAbsent(
                                    database, source -> source.begin(TransactionScope.TRANSACTION)))
                    : Optional.empty();
        } catch (SQLException closedMeanwhile) {
            return Optional.empty();
        }
    }

    /**
     * Keeps what was written in PostgreSQL, before DuckDB commits: PostgreSQL may refuse.
     *
     * @throws dev.howdah.postgres.error.HowdahException if it does
     */
    public synchronized void commitTransaction() {
        begun = false;
        try {
            transactions.values().forEach(RemoteTransaction::commit);
        } finally {
            endTransaction();
        }
    }

    /** DuckDB's transaction has ended without a commit, so PostgreSQL's end too. */
    public synchronized void endTransaction() {
        begun = false;
        transactions.values().forEach(RemoteTransaction::close);
        transactions.clear();
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
        endTransaction();
        instance.leave(this);
    }
}
