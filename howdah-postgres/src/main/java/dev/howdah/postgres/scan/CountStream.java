package dev.howdah.postgres.scan;

import dev.howdah.postgres.column.LongColumn;
import dev.howdah.postgres.column.RowBatch;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Turns the one number of a counting query into that many rows without columns. */
final class CountStream implements RowStream {
    private final RowStream count;
    private long left = -1;

    CountStream(RowStream count) {
        this.count = count;
    }

    @Override
    public @Nullable RowBatch next() {
        int rows = takeRows();
        if (rows == 0) {
            return null;
        }
        RowBatch batch = RowBatch.of(List.of());
        batch.setRowCount(rows);
        return batch;
    }

    @Override
    public void release(RowBatch batch) {
        // There is nothing in it.
    }

    @Override
    public void cancel() {
        count.cancel();
    }

    @Override
    public ScanStatistics statistics() {
        return count.statistics();
    }

    @Override
    public void close() {
        count.close();
    }

    private synchronized int takeRows() {
        if (left < 0) {
            left = readCount();
        }
        int rows = (int) Math.min(RowBatch.CAPACITY, left);
        left -= rows;
        return rows;
    }

    private long readCount() {
        long total = 0;
        for (RowBatch batch = count.next(); batch != null; batch = count.next()) {
            LongColumn column = (LongColumn) batch.columns().get(0);
            for (int row = 0; row < batch.rowCount(); row++) {
                total += column.values()[row];
            }
            count.release(batch);
        }
        return total;
    }
}
