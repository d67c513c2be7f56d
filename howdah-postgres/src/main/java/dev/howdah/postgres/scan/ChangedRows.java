package dev.howdah.postgres.scan;

import dev.howdah.postgres.column.RowBatch;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a statement that writes, which counts as failed unless they are read to their end.
 */
final class ChangedRows implements RowStream {
    private final RowStream rows;
    private final WriterLease writer;
    private volatile boolean ended;

    ChangedRows(RowStream rows, WriterLease writer) {
        this.rows = rows;
        this.writer = writer;
    }

    @Override
    public @Nullable RowBatch next() {
        RowBatch batch = rows.next();
        if (batch == null) {
            ended = true;
        }
        return batch;
    }

    @Override
    public void release(RowBatch batch) {
        rows.release(batch);
    }

    @Override
    public void cancel() {
        rows.cancel();
    }

    @Override
    public ScanStatistics statistics() {
        return rows.statistics();
    }

    @Override
    public void close() {
        if (!ended) {
            writer.fail();
        }
        rows.close();
    }
}
