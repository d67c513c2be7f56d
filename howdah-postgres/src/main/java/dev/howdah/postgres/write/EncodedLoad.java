package dev.howdah.postgres.write;

import dev.howdah.postgres.codec.CopyBuffer;
import dev.howdah.postgres.codec.RowEncoder;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.CopyIn;

/** Encodes batches into a buffer, and sends that whenever it is full. */
final class EncodedLoad implements CopyLoad {
    private static final int FULL = 128 * 1024;

    private final CopyIn copy;
    private final RowEncoder encoder;
    private final String label;
    private final CopyBuffer buffer = new CopyBuffer();

    /** So many rows fit the buffer, by what the last ones measured; wide rows go one by one. */
    private int rowsAtOnce = 1;

    private long rows;

    EncodedLoad(CopyIn copy, RowEncoder encoder, String label) {
        this.copy = copy;
        this.encoder = encoder;
        this.label = label;
        encoder.begin(buffer);
    }

    @Override
    public void write(RowBatch batch) {
        try {
            send(batch);
        } catch (HowdahException failure) {
            throw named(failure);
        }
    }

    private void send(RowBatch batch) {
        int count = batch.rowCount();
        for (int from = 0; from < count; ) {
            int to = Math.min(count, from + rowsAtOnce);
            int before = buffer.size();
            encoder.encode(batch, from, to, buffer);
            long perRow = Math.max(1, (buffer.size() - before) / (to - from));
            rowsAtOnce = (int) Math.max(1, Math.min(2L * rowsAtOnce, FULL / perRow));
            rows += to - from;
            from = to;
            if (buffer.size() >= FULL) {
                flush();
            }
        }
    }

    @Override
    public long finish() {
        try {
            return end();
        } catch (HowdahException failure) {
            throw named(failure);
        }
    }

    private HowdahException named(HowdahException failure) {
        return failure.in("Database \"" + label + "\"");
    }

    private long end() {
        encoder.end(buffer);
        flush();
        long stored = copy.finish();
        // Fewer are no mistake: a trigger may have put rows elsewhere.
        if (stored > rows) {
            throw HowdahException.internal(
                    "the server counts %d rows, but %d were sent".formatted(stored, rows));
        }
        return stored;
    }

    @Override
    public void close() {
        copy.close();
    }

    private void flush() {
        copy.write(buffer.bytes(), 0, buffer.size());
        buffer.clear();
    }
}
