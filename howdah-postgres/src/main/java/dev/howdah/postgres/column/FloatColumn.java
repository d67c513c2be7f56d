package dev.howdah.postgres.column;

import java.util.Arrays;

/** Holds FLOAT4. */
public final class FloatColumn extends ColumnBuffer {
    private float[] values;

    public FloatColumn(int capacity) {
        super(capacity);
        values = new float[capacity];
    }

    /** One value a row; what stands in a null row is undefined. */
    public float[] values() {
        return values;
    }

    public void set(int row, float value) {
        values[row] = value;
    }

    @Override
    void grow(int rows) {
        values = Arrays.copyOf(values, rows);
    }
}
