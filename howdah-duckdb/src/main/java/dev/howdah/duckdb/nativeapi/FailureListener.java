package dev.howdah.duckdb.nativeapi;

/**
 * Is told each exception that a callback threw. DuckDB only gets its message, so this is how the
 * JDBC layer finds the original.
 */
@FunctionalInterface
public interface FailureListener {
    /**
     * Called on whatever thread the callback ran on, before DuckDB raises its error.
     *
     * @param connectionId {@link DuckDbConnectionHandle#connectionId} of the statement's connection
     * @param failure its message is part of DuckDB's error
     */
    void failed(long connectionId, Throwable failure);
}
