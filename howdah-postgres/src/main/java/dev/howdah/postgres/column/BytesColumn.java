package dev.howdah.postgres.column;

import java.util.Arrays;

/**
 * Holds TEXT, JSON, BYTEA and BIT as slices of one shared array. A BIT value is one byte with the
 * number of unused bits at its end (0 to 7) followed by the bits, most significant first, unused
 * ones zero.
 */
public final class BytesColumn extends ColumnBuffer {
    private static final int INITIAL_BYTES_PER_ROW = 16;

    /** An array larger than this is given up when a batch has needed little of it. */
    private static final int KEPT_BYTES = 1 << 20;

    private byte[] bytes;
    private int[] ends;
    private int size;

    public BytesColumn(int capacity) {
        super(capacity);
        bytes = new byte[capacity * INITIAL_BYTES_PER_ROW];
        ends = new int[capacity];
    }

    /** All values one after the other; {@link #size()} bytes are used. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where each row's value ends; it starts where the row before it ends. A null is empty. */
    public int[] ends() {
        return ends;
    }

    /** Bytes used by all values. */
    public int size() {
        return size;
    }

    /** Where the row's value starts. */
    public int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    /** Appends a row's value. Rows must come in order. */
    public void set(int row, byte[] source, int offset, int length) {
        int start = reserve(row, length);
        System.arraycopy(source, offset, bytes, start, length);
    }

    /**
     * Appends a row of {@code length} bytes that the caller then writes into {@link #bytes()}.
     *
     * @return where they start
     */
    public int reserve(int row, int length) {
        int start = size;
        int end = Math.addExact(start, length);
        if (end > bytes.length) {
            bytes =
                    Arrays.copyOf(
                            bytes,
                            (int)
                                    Math.max(
                                            end,
                                            Math.min(2L * bytes.length, Integer.MAX_VALUE - 64)));
        }
        ends[row] = end;
        size = end;
        return start;
    }

    @Override
    public void setNull(int row) {
        super.setNull(row);
        ends[row] = size;
    }

    @Override
    public void reset() {
        super.reset();
        if (bytes.length > KEPT_BYTES && size < bytes.length / 8) {
            bytes = new byte[KEPT_BYTES];
        }
        size = 0;
    }

    @Override
    void grow(int rows) {
        ends = Arrays.copyOf(ends, rows);
    }
}
