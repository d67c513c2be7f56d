package dev.howdah.postgres.column;

import java.util.Arrays;

/** Holds INT4, UINT4, DATE, and the label's index of an enumeration. */
public final class IntColumn extends ColumnBuffer {
    private int[] values;

    public IntColumn(int capacity) {
        super(capacity);
        values = new int[capacity];
    }

    /** One value a row; what stands in a null row is undefined. */
    public int[] values() {
        return values;
    }

    public void set(int row, int value) {
        values[row] = value;
    }

    @Override
    void grow(int rows) {
        values = Arrays.copyOf(values, rows);
    }
}
