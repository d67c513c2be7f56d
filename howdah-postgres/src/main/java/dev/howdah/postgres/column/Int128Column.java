package dev.howdah.postgres.column;

import java.util.Arrays;

/**
 * Holds 128-bit values as pairs of longs, the low half first: the two's complement unscaled value
 * of a decimal of over 18 digits; a UUID (high half: its first eight bytes); a TIMETZ (low half:
 * microseconds since midnight, high half: seconds east of UTC).
 */
public final class Int128Column extends ColumnBuffer {
    private long[] values;

    public Int128Column(int capacity) {
        super(capacity);
        values = new long[Math.multiplyExact(2, capacity)];
    }

    /** Row {@code r} stands at {@code 2r} (low half) and {@code 2r + 1} (high half). */
    public long[] values() {
        return values;
    }

    public void set(int row, long low, long high) {
        values[2 * row] = low;
        values[2 * row + 1] = high;
    }

    @Override
    void grow(int rows) {
        values = Arrays.copyOf(values, Math.multiplyExact(2, rows));
    }
}
