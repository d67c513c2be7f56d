package dev.howdah.postgres.column;

import java.util.Arrays;

/** Holds BOOLEAN as 0 or 1. */
public final class ByteColumn extends ColumnBuffer {
    private byte[] values;

    public ByteColumn(int capacity) {
        super(capacity);
        values = new byte[capacity];
    }

    /** One value a row; what stands in a null row is undefined. */
    public byte[] values() {
        return values;
    }

    public void set(int row, byte value) {
        values[row] = value;
    }

    @Override
    void grow(int rows) {
        values = Arrays.copyOf(values, rows);
    }
}
