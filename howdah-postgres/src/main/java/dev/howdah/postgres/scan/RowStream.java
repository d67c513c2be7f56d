package dev.howdah.postgres.scan;

import dev.howdah.postgres.column.RowBatch;

import org.jspecify.annotations.Nullable;

/**
 * Decoded rows, batch by batch. Any number of threads may drain one stream at once; {@link
 * #cancel()} and {@link #close()} may come from any thread and unblock the others.
 */
public interface RowStream extends AutoCloseable {
    /**
     * The next batch, waiting for it if need be. Give it back with {@link #release}.
     *
     * @return null at the end
     * @throws dev.howdah.postgres.error.HowdahException if the read failed or was cancelled
     */
    @Nullable RowBatch next();

    /** Gives a batch back to be filled again. */
    void release(RowBatch batch);

    /** Stops the server's work and makes {@link #next()} fail as cancelled. Idempotent. */
    void cancel();

    ScanStatistics statistics();

    /** Stops what still runs, and gives the connections back. Idempotent; never throws. */
    @Override
    void close();
}
