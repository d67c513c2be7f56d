package dev.howdah.postgres.column;

import java.util.Arrays;

/** Holds FLOAT8. */
public final class DoubleColumn extends ColumnBuffer {
    private double[] values;

    public DoubleColumn(int capacity) {
        super(capacity);
        values = new double[capacity];
    }

    /** One value a row; what stands in a null row is undefined. */
    public double[] values() {
        return values;
    }

    public void set(int row, double value) {
        values[row] = value;
    }

    @Override
    void grow(int rows) {
        values = Arrays.copyOf(values, rows);
    }
}
