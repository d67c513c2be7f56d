package dev.howdah.postgres.scan;

import dev.howdah.postgres.codec.RowDecoder;
import dev.howdah.postgres.column.RowBatch;

import java.nio.ByteBuffer;

/** A batch with the decoder that is bound to it. One owner at a time. */
final class BatchSlot {
    private final RowBatch batch;
    private final RowDecoder decoder;
    private int rows;
    private long bytes;

    BatchSlot(RowLayout layout) {
        batch = layout.newBatch();
        decoder = layout.newDecoder(batch);
    }

    RowBatch batch() {
        return batch;
    }

    /** Decodes one more row. */
    void add(byte[] buffer, int position, int end) {
        decoder.decode(buffer, position, end, rows);
        rows++;
        bytes += end - position;
    }

    /** One number in the form in which rows come: how many fields, their length and value. */
    static byte[] rowOf(long number) {
        return ByteBuffer.allocate(Short.BYTES + Integer.BYTES + Long.BYTES)
                .putShort((short) 1)
                .putInt(Long.BYTES)
                .putLong(number)
                .array();
    }

    int rows() {
        return rows;
    }

    /** What the rows measured on the wire. */
    long bytes() {
        return bytes;
    }

    boolean isFull() {
        return rows == RowBatch.CAPACITY || bytes >= BatchExchange.BATCH_BYTES;
    }

    /** Makes the rows visible in the batch. */
    void seal() {
        batch.setRowCount(rows);
    }

    void reset() {
        batch.reset();
        rows = 0;
        bytes = 0;
    }
}
