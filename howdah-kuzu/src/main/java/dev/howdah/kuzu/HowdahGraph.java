package dev.howdah.kuzu;

import com.kuzudb.Connection;
import com.kuzudb.Database;
import com.kuzudb.QueryResult;

import dev.howdah.kuzu.attach.Attachments;
import dev.howdah.kuzu.graph.GraphConnection;
import dev.howdah.kuzu.session.GraphSession;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A Kùzu graph whose Cypher also knows PostgreSQL databases: ATTACH, LOAD FROM, COPY, SQL_QUERY,
 * IMPORT_GRAPH and the rest of Kùzu's postgres extension and more. Everything else goes to Kùzu as
 * it is, and all results are Kùzu's own.
 *
 * <p>Unlike Kùzu's connection, a failure is an exception and never a result. One statement at a
 * time: other threads wait. {@link #interrupt} may come from any thread.
 */
public final class HowdahGraph implements AutoCloseable {
    private static final String IN_MEMORY = ":memory:";

    private final @Nullable Database database;
    private final Connection connection;
    private final GraphSession session;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Set<PreparedGraphStatement> prepared = new HashSet<>();
    private volatile @Nullable Execution current;
    private volatile boolean closing;
    private boolean closed;

    private HowdahGraph(@Nullable Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
        this.session = new GraphSession(new GraphConnection(connection), new Attachments());
    }

    /** Opens a graph that lives in a file, made if missing. */
    public static HowdahGraph open(Path path) {
        return open(path, GraphOptions.DEFAULTS);
    }

    /** Opens a graph with options; only one that may be written is made if missing. */
    public static HowdahGraph open(Path path, GraphOptions options) {
        return owning(path.toString(), options);
    }

    /** A graph that is gone when it is closed. */
    public static HowdahGraph inMemory() {
        return owning(IN_MEMORY, GraphOptions.DEFAULTS);
    }

    private static HowdahGraph owning(String path, GraphOptions options) {
        Database database = options.open(path);
        try {
            return new HowdahGraph(database, new Connection(database));
        } catch (RuntimeException failure) {
            database.close();
            throw Failures.of(failure, false);
        }
    }

    /**
     * Uses a connection of the caller's, who closes it after this. Transactions must be begun and
     * ended here, not on the connection.
     */
    public static HowdahGraph over(Connection connection) {
        return new HowdahGraph(null, connection);
    }

    /**
     * Runs statements one after the other; the caller closes the result, which is that of the last
     * one.
     *
     * @throws HowdahException with Kùzu's own message or ours, and the statements behind the one
     *     that failed don't run; nothing stays behind, and an open transaction is rolled back
     */
    public QueryResult query(String cypher) {
        List<QueryResult> results = queryAll(cypher);
        results.subList(0, results.size() - 1).forEach(QueryResult::close);
        return results.getLast();
    }

    /** Runs statements as {@link #query} and gives the result of each; the caller closes them. */
    public List<QueryResult> queryAll(String cypher) {
        return execute(cypher, Execution::all);
    }

    /**
     * Prepares one statement; its parameters are named {@code $name}. The statement is closed with
     * the graph.
     */
    public GraphStatement prepare(String cypher) {
        return execute(
                cypher,
                execution -> {
                    PreparedGraphStatement statement =
                            PreparedGraphStatement.prepare(this, execution, cypher);
                    prepared.add(statement);
                    return statement;
                });
    }

    /** How far the running statement is; empty if none runs. From any thread. */
    public List<GraphProgress> progress() {
        Execution execution = current;
        return execution == null ? List.of() : execution.progress();
    }

    /** Stops the running statement, on PostgreSQL's side too; from any thread. */
    public void interrupt() {
        Execution execution = current;
        if (execution != null) {
            execution.interrupt();
        }
    }

    /** Does work as the only thread. */
    <T> T execute(String cypher, Function<Execution, T> work) {
        takeTurn();
        try {
            Execution execution = new Execution(session, cypher);
            current = execution;
            // Behind the line before: a close that comes later finds what is to be stopped.
            if (closing) {
                throw HowdahException.user("The graph is closed");
            }
            return work.apply(execution);
        } finally {
            current = null;
            lock.unlock();
        }
    }

    private void takeTurn() {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw HowdahException.of(
                    ErrorKind.CANCELLED,
                    "The thread was interrupted while it waited for another statement to end",
                    failure);
        }
    }

    /** Lets a prepared statement go. */
    void release(PreparedGraphStatement statement) {
        lock.lock();
        try {
            if (prepared.remove(statement)) {
                statement.destroy();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops the running statement and those that wait for it, lets all attached databases go, and
     * closes the graph if it was opened here.
     */
    @Override
    public void close() {
        closing = true;
        try {
            interrupt();
        } finally {
            lock.lock();
            try {
                closeOnce();
            } finally {
                lock.unlock();
            }
        }
    }

    private void closeOnce() {
        if (!closed) {
            closed = true;
            prepared.forEach(PreparedGraphStatement::destroy);
            prepared.clear();
            closeAll();
        }
    }

    private void closeAll() {
        try {
            session.attachments().close();
        } catch (SQLException failure) {
            throw Failures.of(failure, false);
        } finally {
            if (database != null) {
                connection.close();
                database.close();
            }
        }
    }
}
