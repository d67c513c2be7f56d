package dev.howdah.postgres.write;

import dev.howdah.postgres.column.RowBatch;

/**
 * Rows on their way into one relation, by COPY … FROM STDIN on the connection of a transaction.
 * Used by one thread. The connection can do nothing else until the load is finished or closed.
 */
public interface CopyLoad extends AutoCloseable {
    /**
     * Sends the rows of a batch, which can be reused afterwards.
     *
     * @throws dev.howdah.postgres.error.HowdahException if a value can't be written, or the server
     *     has refused an earlier row
     */
    void write(RowBatch batch);

    /**
     * Waits until the server has taken all rows.
     *
     * @return how many it says it has taken
     */
    long finish();

    /** Gives the load up unless it is finished: the server forgets it. Never throws. */
    @Override
    void close();
}
