package dev.howdah.kuzu.graph;

import com.kuzudb.Connection;
import com.kuzudb.FlatTuple;
import com.kuzudb.PreparedStatement;
import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import dev.howdah.kuzu.cypher.CypherMask;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A Kùzu connection whose failures are exceptions, and that remembers whether a transaction is
 * open, for Kùzu 0.11.2 can't be asked. Whatever statement fails, a prepare included, ends an open
 * transaction.
 *
 * <p>One thread at a time; {@link #interrupt} from any.
 */
public final class GraphConnection {
    /** What Kùzu says when a statement was interrupted. */
    public static final String INTERRUPTED = "Interrupted.";

    private static final String NO_TIMEOUT = "0";

    private final Connection connection;
    private final Object shield = new Object();
    private boolean shielded;
    private boolean inTransaction;
    private boolean untimed;

    public GraphConnection(Connection connection) {
        this.connection = connection;
    }

    /** Work that may fail as staging does. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws SQLException;
    }

    /** Work that may take as long as it needs. */
    @FunctionalInterface
    public interface Untimed<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Runs statements as they are; the caller closes the result.
     *
     * @throws HowdahException with Kùzu's own message
     */
    public QueryResult query(String cypher) {
        return checked(connection.query(cypher), cypher);
    }

    /** As {@link #query(String)}, with values for parameters. */
    public QueryResult query(String cypher, Map<String, Value> parameters) {
        if (parameters.isEmpty()) {
            return query(cypher);
        }
        try (PreparedStatement prepared = prepare(cypher)) {
            return execute(prepared, parameters);
        }
    }

    /** Prepares one statement; the caller closes it before the connection. */
    public PreparedStatement prepare(String cypher) {
        PreparedStatement prepared = connection.prepare(cypher);
        if (prepared.isSuccess()) {
            return prepared;
        }
        String message = prepared.getErrorMessage();
        prepared.close();
        throw failed(message, cypher);
    }

    /** Runs a prepared statement; the caller closes the result. */
    public QueryResult execute(PreparedStatement prepared, Map<String, Value> parameters) {
        return checked(connection.execute(prepared, parameters), "");
    }

    /** Runs a statement for what it does. */
    public void run(String cypher) {
        query(cypher).close();
    }

    /** Runs a query with few rows. The tuple is only good until the reader returns. */
    public <T> List<T> list(String cypher, Function<FlatTuple, T> reader) {
        try (QueryResult result = query(cypher)) {
            List<T> rows = new ArrayList<>();
            while (result.hasNext()) {
                rows.add(reader.apply(result.getNext()));
            }
            return rows;
        }
    }

    /** Whether a transaction of the user's is open. */
    public boolean inTransaction() {
        return inTransaction;
    }

    /** Tells that a BEGIN TRANSACTION, COMMIT or ROLLBACK of the user's succeeded. */
    public void noteTransaction(boolean open) {
        inTransaction = open;
    }

    /** Ends the user's transaction as Kùzu does after a failure; does nothing if there is none. */
    public void abandonTransaction() {
        if (inTransaction) {
            rollback();
        }
    }

    private void rollback() {
        inTransaction = false;
        connection.query("ROLLBACK").close();
    }

    /**
     * Does all of the work or none of it: in the user's transaction, else in one of its own.
     *
     * <p>The work must not COPY into a table that was there before: Kùzu 0.11.2 can't take that
     * back. A rolled-back COPY damages a node table's key index, in memory and on disk, and takes
     * the earlier rows of a relationship table along.
     */
    public <T> T atomically(Work<T> work) throws SQLException {
        if (inTransaction) {
            return work.run();
        }
        run("BEGIN TRANSACTION");
        inTransaction = true;
        try {
            T result = work.run();
            run("COMMIT");
            inTransaction = false;
            return result;
        } finally {
            abandonTransaction();
        }
    }

    /**
     * Runs a statement that neither an interrupt nor the connection's timeout stops: a COPY into a
     * node table that Kùzu 0.11.2 rolls back leaves the table's key index damaged, on disk too.
     */
    public QueryResult queryWhole(String cypher, Map<String, Value> parameters) {
        synchronized (shield) {
            shielded = true;
        }
        try {
            return withoutTimeout(() -> query(cypher, parameters));
        } finally {
            synchronized (shield) {
                shielded = false;
            }
        }
    }

    /**
     * Does work whose statements the connection's timeout does not stop. It comes outside of a
     * transaction that must not be rolled back, for even asking for the timeout may take too long.
     */
    public <T, E extends Exception> T withoutTimeout(Untimed<T, E> work) throws E {
        String timeout = untimed ? NO_TIMEOUT : timeout();
        if (timeout.equals(NO_TIMEOUT)) {
            return work.run();
        }
        setTimeout(NO_TIMEOUT);
        untimed = true;
        try {
            return work.run();
        } finally {
            untimed = false;
            setTimeout(timeout);
        }
    }

    private String timeout() {
        return list("CALL current_setting('timeout') RETURN *", row -> row.getValue(0).toString())
                .getFirst();
    }

    private void setTimeout(String millis) {
        connection.query("CALL timeout=" + millis).close();
    }

    /** Stops what runs, unless it must not be stopped; from any thread. */
    public void interrupt() {
        synchronized (shield) {
            if (!shielded) {
                connection.interrupt();
            }
        }
    }

    private QueryResult checked(QueryResult result, String cypher) {
        if (result.isSuccess()) {
            return result;
        }
        String message = result.getErrorMessage();
        result.close();
        throw failed(message, cypher);
    }

    /**
     * Kùzu 0.11.2 ends a transaction by a statement that can't be bound or run, and lets it stand
     * after one that can't be parsed, lacks a parameter or may not write: here all end it. Its
     * parser quotes the statement, a password in it included.
     */
    private HowdahException failed(String message, String cypher) {
        rollback();
        return HowdahException.of(
                message.equals(INTERRUPTED) ? ErrorKind.CANCELLED : ErrorKind.USER,
                CypherMask.maskMessage(message, cypher));
    }
}
