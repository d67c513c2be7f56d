package dev.howdah.postgres;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.scan.RowStream;
import dev.howdah.postgres.scan.ScanStatistics;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** A stream that its database closes if nobody else does. */
final class TrackedStream implements RowStream {
    private final RowStream stream;
    private final Consumer<RowStream> onClose;

    TrackedStream(RowStream stream, Consumer<RowStream> onClose) {
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
        onClose.accept(this);
        stream.close();
    }
}
