package dev.howdah.postgres.scan;

import dev.howdah.postgres.column.RowBatch;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** A stream over another one, which does everything unless a subclass does more. */
public abstract class ForwardingRowStream implements RowStream {
    private final RowStream stream;

    protected ForwardingRowStream(RowStream stream) {
        this.stream = Objects.requireNonNull(stream);
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
    }
}
