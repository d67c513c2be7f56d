package dev.howdah.postgres.column;

import java.util.Arrays;

/**
 * Holds INT8, TIME, TIMESTAMP, TIMESTAMPTZ and the unscaled value of a decimal of up to 18 digits.
 */
public final class LongColumn extends ColumnBuffer {
    private long[] values;

    public LongColumn(int capacity) {
        super(capacity);
        values = new long[capacity];
    }

    /** One value a row; what stands in a null row is undefined. */
    public long[] values() {
        return values;
    }

    public void set(int row, long value) {
        values[row] = value;
    }

    @Override
    void grow(int rows) {
        values = Arrays.copyOf(values, rows);
    }
}
