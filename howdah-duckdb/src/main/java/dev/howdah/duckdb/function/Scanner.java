package dev.howdah.duckdb.function;

/** One execution's rows. */
public interface Scanner extends AutoCloseable {
    /** How many DuckDB threads may call {@link #next} at once, at least 1. */
    int maxThreads();

    /**
     * Writes the next rows. Called by up to {@link #maxThreads} threads at once, each with a chunk
     * of its own.
     *
     * @return false at the end, with nothing written
     */
    boolean next(ChunkWriter chunk);

    /**
     * Stops the work. Called once, on any thread: when DuckDB has had enough rows or the result or
     * the connection is closed; or when {@link #next} has failed on one thread, while others may
     * still be in it, whose failures are then ignored.
     */
    @Override
    void close();
}
