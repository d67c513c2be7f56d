package dev.howdah.postgres.column;

import java.util.Arrays;

/** Holds INT2. */
public final class ShortColumn extends ColumnBuffer {
    private short[] values;

    public ShortColumn(int capacity) {
        super(capacity);
        values = new short[capacity];
    }

    /** One value a row; what stands in a null row is undefined. */
    public short[] values() {
        return values;
    }

    public void set(int row, short value) {
        values[row] = value;
    }

    @Override
    void grow(int rows) {
        values = Arrays.copyOf(values, rows);
    }
}
