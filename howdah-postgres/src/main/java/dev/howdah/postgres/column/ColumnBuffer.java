package dev.howdah.postgres.column;

import java.util.Arrays;

/**
 * The values of one column of a batch, and which of them are null.
 *
 * <p>Subclasses expose their arrays: hosts copy them in bulk. An array may be replaced when the
 * column grows, so take it again for each batch. Not thread-safe; a batch has one owner at a time.
 */
public abstract sealed class ColumnBuffer
        permits ByteColumn,
                ShortColumn,
                IntColumn,
                LongColumn,
                FloatColumn,
                DoubleColumn,
                Int128Column,
                IntervalColumn,
                BytesColumn,
                ListColumn,
                StructColumn {
    private long[] validity;
    private int capacity;
    private boolean hasNulls;

    ColumnBuffer(int capacity) {
        this.capacity = capacity;
        this.validity = new long[(capacity + 63) >>> 6];
        Arrays.fill(validity, -1L);
    }

    /** Rows that fit without growing. */
    public final int capacity() {
        return capacity;
    }

    /**
     * One bit per row, least significant first, set where the row holds a value: the layout of
     * DuckDB's and Arrow's masks. Meaningful only when {@link #hasNulls()}.
     */
    public final long[] validity() {
        return validity;
    }

    /** Whether any row has been set to null since the last {@link #reset()}. */
    public final boolean hasNulls() {
        return hasNulls;
    }

    /** Whether the row is null. */
    public final boolean isNull(int row) {
        return hasNulls && (validity[row >>> 6] & (1L << row)) == 0;
    }

    /** Marks the row null. Rows must be written in order, each once, null or not. */
    public void setNull(int row) {
        hasNulls = true;
        validity[row >>> 6] &= ~(1L << row);
    }

    /** Makes room for at least {@code rows} rows, keeping what is there. */
    public final void ensureCapacity(int rows) {
        if (rows <= capacity) {
            return;
        }
        int larger =
                Math.max(rows, Math.toIntExact(Math.min(2L * capacity, Integer.MAX_VALUE - 64)));
        int words = validity.length;
        validity = Arrays.copyOf(validity, (larger + 63) >>> 6);
        Arrays.fill(validity, words, validity.length, -1L);
        grow(larger);
        capacity = larger;
    }

    /** Forgets all rows; the arrays stay. */
    public void reset() {
        if (hasNulls) {
            Arrays.fill(validity, -1L);
            hasNulls = false;
        }
    }

    abstract void grow(int rows);
}
