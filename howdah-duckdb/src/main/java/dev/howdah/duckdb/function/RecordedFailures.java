package dev.howdah.duckdb.function;

import dev.howdah.duckdb.nativeapi.FailureListener;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the last failure of each connection, so that DuckDB's error, which is text only, gets
 * its SQLSTATE and its cause back. For one DuckDB instance; safe for any thread.
 */
public final class RecordedFailures implements FailureListener {
    private final Map<Long, Throwable> last = new ConcurrentHashMap<>();

    @Override
    public void failed(long connectionId, Throwable failure) {
        last.put(connectionId, failure);
    }

    /**
     * What a user should see instead of the error that DuckDB raised, and forgets the failure.
     *
     * @return an exception with the original's message, SQLSTATE and the original as its cause; or
     *     {@code raised} itself if a table function did not cause it
     */
    public SQLException explain(long connectionId, SQLException raised) {
        Throwable failure = last.remove(connectionId);
        String message = raised.getMessage();
        if (failure == null || message == null || !message.contains(told(failure))) {
            return raised;
        }
        if (failure instanceof HowdahException howdah) {
            return new SQLException(howdah.getMessage(), howdah.sqlState(), howdah);
        }
        return new SQLException(message, ErrorKind.INTERNAL.defaultSqlState(), failure);
    }

    /** Forgets what a connection that is closed has left. */
    public void forget(long connectionId) {
        last.remove(connectionId);
    }

    private static String told(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
