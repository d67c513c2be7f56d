package dev.howdah.duckdb.scan;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.scan.RowStream;
import dev.howdah.postgres.scan.ScanStatistics;

import org.jspecify.annotations.Nullable;

/** A stream that takes something along when it is closed. */
final class OwningStream implements RowStream {
    private final RowStream stream;
    private final Runnable onClose;

    OwningStream(RowStream stream, Runnable onClose) {
        this.stream = stream;
        this.onClose = onClose;
    }

    @Override
    public @Nullable RowBatch next() {
        return stream.next();
    }

    @Override
    public void release(RowBatch batch) {
        stream.release(batch);
    }

    @Override
    public void cancel() {
        stream.cancel();
    }

    @Override
    public ScanStatistics statistics() {
        return stream.statistics();
    }

    @Override
    public void close() {
        stream.close();
        onClose.run();
    }
}
