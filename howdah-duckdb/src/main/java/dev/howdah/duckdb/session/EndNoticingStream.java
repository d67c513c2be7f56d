package dev.howdah.duckdb.session;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.scan.ForwardingRowStream;
import dev.howdah.postgres.scan.RowStream;

import org.jspecify.annotations.Nullable;

import java.util.function.LongConsumer;

/** Counts a stream's rows and notices when it has been read to its end. */
final class EndNoticingStream extends ForwardingRowStream {
    private final LongConsumer counter;
    private final Runnable atEnd;

    EndNoticingStream(RowStream stream, LongConsumer counter, Runnable atEnd) {
        super(stream);
        this.counter = counter;
        this.atEnd = atEnd;
    }

    @Override
    public @Nullable RowBatch next() {
        RowBatch batch = super.next();
        if (batch == null) {
            atEnd.run();
        } else {
            counter.accept(batch.rowCount());
        }
        return batch;
    }
}
