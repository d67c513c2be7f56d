package dev.howdah.duckdb.session;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.RemoteTransaction;
import dev.howdah.postgres.scan.RowStream;
import dev.howdah.postgres.scan.TransactionScope;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One execution of a statement: what it may push down, what it reads and in which transactions.
 * Thread-safe. It ends when the statement has ended and its last stream is closed: a streamed
 * result goes on reading after execute has returned.
 */
public final class StatementContext {
    private final Session session;
    private volatile PushedDown pushedDown;
    private final List<TrackedStream> open = new ArrayList<>();
    private final List<TrackedStream> all = new ArrayList<>();
    private final Map<AttachedDatabase, RemoteTransaction> transactions = new LinkedHashMap<>();
    private @Nullable UnorderedPlanning planning;
    private boolean finished;
    private volatile @Nullable HowdahException cancellation;

    StatementContext(Session session, PushedDown pushedDown) {
        this.session = session;
        this.pushedDown = pushedDown;
    }

    /** Lets the statement be planned without keeping the order of rows, until it first reads. */
    public synchronized void planUnordered() throws SQLException {
        planning = UnorderedPlanning.begin(session.databases());
    }

    /** DuckDB has made its plan. */
    public void planned() {
        UnorderedPlanning made;
        synchronized (this) {
            made = planning;
            planning = null;
        }
        if (made != null) {
            try {
                made.close();
            } catch (SQLException failure) {
                throw HowdahException.of(
                        ErrorKind.INTERNAL,
                        "DuckDB's setting preserve_insertion_order could not be set back",
                        failure);
            }
        }
    }

    /** What the statement's scans may leave to PostgreSQL. */
    public PushedDown pushedDown() {
        return pushedDown;
    }

    /** Says so for the next query of a statement that has DuckDB run several. */
    public void push(PushedDown next) {
        pushedDown = next;
    }

    /** The transaction in which this statement reads a database. */
    public synchronized RemoteTransaction transaction(AttachedDatabase database) {
        requireRunning();
        return session.findTransaction(database)
                .orElseGet(
                        () ->
                                transactions.computeIfAbsent(
                                        database,
                                        source ->
                                                source.begin(
                                                        pushedDown.scans() == 1
                                                                ? TransactionScope.ONE_SCAN
                                                                : TransactionScope.STATEMENT)));
    }

    /** Watches over a stream until it is closed. */
    public synchronized RowStream track(
            String database, String relation, String sql, RowStream stream) {
        TrackedStream tracked = new TrackedStream(this, database, relation, sql, stream);
        if (cancellation != null) {
            stream.close();
            requireRunning();
        }
        open.add(tracked);
        all.add(tracked);
        return tracked;
    }

    /** Stops all streams; from then on none can be opened. */
    public void cancel(String why) {
        List<TrackedStream> running;
        synchronized (this) {
            if (cancellation == null) {
                cancellation = HowdahException.of(ErrorKind.CANCELLED, why);
            }
            running = List.copyOf(open);
        }
        running.forEach(RowStream::cancel);
    }

    /** Why the statement was stopped, if somebody stopped it. */
    public @Nullable HowdahException cancellation() {
        return cancellation;
    }

    /** Whether somebody has stopped the statement. */
    public boolean isCancelled() {
        return cancellation != null;
    }

    /** What the statement has read so far. */
    public synchronized List<ScanRecord> scans() {
        return all.stream().map(TrackedStream::describe).toList();
    }

    /** The statement has returned. */
    public void finish() {
        synchronized (this) {
            finished = true;
        }
        endIfDone();
    }

    /** The statement has failed: nobody will read on. */
    public void abandon() {
        List<TrackedStream> left;
        synchronized (this) {
            finished = true;
            left = List.copyOf(open);
        }
        left.forEach(RowStream::close);
        endIfDone();
    }

    void closed(TrackedStream stream) {
        synchronized (this) {
            open.remove(stream);
        }
        endIfDone();
    }

    private void endIfDone() {
        List<RemoteTransaction> ended;
        synchronized (this) {
            if (!finished || !open.isEmpty()) {
                return;
            }
            ended = List.copyOf(transactions.values());
            transactions.clear();
        }
        ended.forEach(RemoteTransaction::close);
        session.ended(this);
    }

    /**
     * @throws HowdahException if somebody has stopped the statement
     */
    public void requireRunning() {
        HowdahException why = cancellation;
        if (why != null) {
            throw why;
        }
    }
}
