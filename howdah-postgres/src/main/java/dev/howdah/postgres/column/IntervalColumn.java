package dev.howdah.postgres.column;

import java.util.Arrays;

/** Holds intervals; months, days and microseconds are never folded into one another. */
public final class IntervalColumn extends ColumnBuffer {
    private int[] months;
    private int[] days;
    private long[] micros;

    public IntervalColumn(int capacity) {
        super(capacity);
        months = new int[capacity];
        days = new int[capacity];
        micros = new long[capacity];
    }

    public int[] months() {
        return months;
    }

    public int[] days() {
        return days;
    }

    public long[] micros() {
        return micros;
    }

    public void set(int row, int rowMonths, int rowDays, long rowMicros) {
        months[row] = rowMonths;
        days[row] = rowDays;
        micros[row] = rowMicros;
    }

    @Override
    void grow(int rows) {
        months = Arrays.copyOf(months, rows);
        days = Arrays.copyOf(days, rows);
        micros = Arrays.copyOf(micros, rows);
    }
}
