package dev.howdah.duckdb.vector;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.howdah.duckdb.nativeapi.NativeVector;
import dev.howdah.postgres.column.ByteColumn;
import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.DoubleColumn;
import dev.howdah.postgres.column.FloatColumn;
import dev.howdah.postgres.column.Int128Column;
import dev.howdah.postgres.column.IntColumn;
import dev.howdah.postgres.column.IntervalColumn;
import dev.howdah.postgres.column.LongColumn;
import dev.howdah.postgres.column.ShortColumn;

import java.lang.foreign.MemorySegment;

/**
 * Values of one size: most have the core's layout in DuckDB as well, infinite dates and timestamps
 * included, and are copied as they are.
 */
final class FixedWidth {
    static final int TIMETZ_OFFSET_BITS = 24;
    static final long TIMETZ_MAX_OFFSET = 16 * 60 * 60 - 1;

    private FixedWidth() {}

    static void bytes(ColumnBuffer source, int rows, NativeVector target) {
        byte[] values = ((ByteColumn) source).values();
        MemorySegment.copy(values, 0, target.data(rows), JAVA_BYTE, 0, rows);
    }

    static void shorts(ColumnBuffer source, int rows, NativeVector target) {
        short[] values = ((ShortColumn) source).values();
        MemorySegment.copy(values, 0, target.data(rows * 2L), JAVA_SHORT, 0, rows);
    }

    static void ints(ColumnBuffer source, int rows, NativeVector target) {
        int[] values = ((IntColumn) source).values();
        MemorySegment.copy(values, 0, target.data(rows * 4L), JAVA_INT, 0, rows);
    }

    static void longs(ColumnBuffer source, int rows, NativeVector target) {
        long[] values = ((LongColumn) source).values();
        MemorySegment.copy(values, 0, target.data(rows * 8L), JAVA_LONG, 0, rows);
    }

    static void floats(ColumnBuffer source, int rows, NativeVector target) {
        float[] values = ((FloatColumn) source).values();
        MemorySegment.copy(values, 0, target.data(rows * 4L), JAVA_FLOAT, 0, rows);
    }

    static void doubles(ColumnBuffer source, int rows, NativeVector target) {
        double[] values = ((DoubleColumn) source).values();
        MemorySegment.copy(values, 0, target.data(rows * 8L), JAVA_DOUBLE, 0, rows);
    }

    /** Pairs of longs, low half first, as DuckDB's HUGEINT. */
    static void int128s(ColumnBuffer source, int rows, NativeVector target) {
        long[] values = ((Int128Column) source).values();
        MemorySegment.copy(values, 0, target.data(rows * 16L), JAVA_LONG, 0, 2 * rows);
    }

    /**
     * As {@link #int128s} with the topmost bit flipped, so that DuckDB's order is that of bytes.
     */
    static void uuids(ColumnBuffer source, int rows, NativeVector target) {
        long[] values = ((Int128Column) source).values();
        MemorySegment data = target.data(rows * 16L);
        for (int row = 0; row < rows; row++) {
            data.setAtIndex(JAVA_LONG, 2L * row, values[2 * row]);
            data.setAtIndex(JAVA_LONG, 2L * row + 1, values[2 * row + 1] ^ Long.MIN_VALUE);
        }
    }

    /** Microseconds above 24 bits of offset, which counts down from 15:59:59 east of UTC. */
    static void timesWithOffset(ColumnBuffer source, int rows, NativeVector target) {
        long[] values = ((Int128Column) source).values();
        MemorySegment data = target.data(rows * 8L);
        for (int row = 0; row < rows; row++) {
            long packed =
                    values[2 * row] << TIMETZ_OFFSET_BITS
                            | (TIMETZ_MAX_OFFSET - values[2 * row + 1]);
            data.setAtIndex(JAVA_LONG, row, packed);
        }
    }

    static void intervals(ColumnBuffer source, int rows, NativeVector target) {
        IntervalColumn column = (IntervalColumn) source;
        int[] months = column.months();
        int[] days = column.days();
        long[] micros = column.micros();
        MemorySegment data = target.data(rows * 16L);
        for (int row = 0; row < rows; row++) {
            data.setAtIndex(JAVA_INT, 4L * row, months[row]);
            data.setAtIndex(JAVA_INT, 4L * row + 1, days[row]);
            data.setAtIndex(JAVA_LONG, 2L * row + 1, micros[row]);
        }
    }

    static void longsAsShorts(ColumnBuffer source, int rows, NativeVector target) {
        long[] values = ((LongColumn) source).values();
        MemorySegment data = target.data(rows * 2L);
        for (int row = 0; row < rows; row++) {
            data.setAtIndex(JAVA_SHORT, row, (short) values[row]);
        }
    }

    static void longsAsInts(ColumnBuffer source, int rows, NativeVector target) {
        long[] values = ((LongColumn) source).values();
        MemorySegment data = target.data(rows * 4L);
        for (int row = 0; row < rows; row++) {
            data.setAtIndex(JAVA_INT, row, (int) values[row]);
        }
    }

    static void intsAsBytes(ColumnBuffer source, int rows, NativeVector target) {
        int[] values = ((IntColumn) source).values();
        MemorySegment data = target.data(rows);
        for (int row = 0; row < rows; row++) {
            data.set(JAVA_BYTE, row, (byte) values[row]);
        }
    }

    static void intsAsShorts(ColumnBuffer source, int rows, NativeVector target) {
        int[] values = ((IntColumn) source).values();
        MemorySegment data = target.data(rows * 2L);
        for (int row = 0; row < rows; row++) {
            data.setAtIndex(JAVA_SHORT, row, (short) values[row]);
        }
    }
}
