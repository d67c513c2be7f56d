package dev.howdah.duckdb.vector;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.howdah.duckdb.nativeapi.ResultVector;
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

/** The way back of {@link FixedWidth}. */
final class FixedWidthReaders {
    private static final long TIMETZ_OFFSET_MASK = (1L << FixedWidth.TIMETZ_OFFSET_BITS) - 1;

    private FixedWidthReaders() {}

    static void bytes(ResultVector source, int from, int count, ColumnBuffer target, int at) {
        byte[] values = ((ByteColumn) target).values();
        MemorySegment.copy(source.data(), JAVA_BYTE, from, values, at, count);
    }

    static void shorts(ResultVector source, int from, int count, ColumnBuffer target, int at) {
        short[] values = ((ShortColumn) target).values();
        MemorySegment.copy(source.data(), JAVA_SHORT, from * 2L, values, at, count);
    }

    static void ints(ResultVector source, int from, int count, ColumnBuffer target, int at) {
        int[] values = ((IntColumn) target).values();
        MemorySegment.copy(source.data(), JAVA_INT, from * 4L, values, at, count);
    }

    static void longs(ResultVector source, int from, int count, ColumnBuffer target, int at) {
        long[] values = ((LongColumn) target).values();
        MemorySegment.copy(source.data(), JAVA_LONG, from * 8L, values, at, count);
    }

    static void floats(ResultVector source, int from, int count, ColumnBuffer target, int at) {
        float[] values = ((FloatColumn) target).values();
        MemorySegment.copy(source.data(), JAVA_FLOAT, from * 4L, values, at, count);
    }

    static void doubles(ResultVector source, int from, int count, ColumnBuffer target, int at) {
        double[] values = ((DoubleColumn) target).values();
        MemorySegment.copy(source.data(), JAVA_DOUBLE, from * 8L, values, at, count);
    }

    static void int128s(ResultVector source, int from, int count, ColumnBuffer target, int at) {
        long[] values = ((Int128Column) target).values();
        MemorySegment.copy(source.data(), JAVA_LONG, from * 16L, values, 2 * at, 2 * count);
    }

    static void uuids(ResultVector source, int from, int count, ColumnBuffer target, int at) {
        int128s(source, from, count, target, at);
        long[] values = ((Int128Column) target).values();
        for (int row = at; row < at + count; row++) {
            values[2 * row + 1] ^= Long.MIN_VALUE;
        }
    }

    static void timesWithOffset(
            ResultVector source, int from, int count, ColumnBuffer target, int at) {
        Int128Column column = (Int128Column) target;
        MemorySegment data = source.data();
        for (int i = 0; i < count; i++) {
            long packed = data.getAtIndex(JAVA_LONG, from + i);
            column.set(
                    at + i,
                    packed >>> FixedWidth.TIMETZ_OFFSET_BITS,
                    FixedWidth.TIMETZ_MAX_OFFSET - (packed & TIMETZ_OFFSET_MASK));
        }
    }

    static void intervals(ResultVector source, int from, int count, ColumnBuffer target, int at) {
        IntervalColumn column = (IntervalColumn) target;
        MemorySegment data = source.data();
        for (int i = 0; i < count; i++) {
            long row = (long) from + i;
            column.set(
                    at + i,
                    data.getAtIndex(JAVA_INT, 4 * row),
                    data.getAtIndex(JAVA_INT, 4 * row + 1),
                    data.getAtIndex(JAVA_LONG, 2 * row + 1));
        }
    }

    static void shortsAsLongs(
            ResultVector source, int from, int count, ColumnBuffer target, int at) {
        long[] values = ((LongColumn) target).values();
        MemorySegment data = source.data();
        for (int i = 0; i < count; i++) {
            values[at + i] = data.getAtIndex(JAVA_SHORT, from + i);
        }
    }

    static void intsAsLongs(ResultVector source, int from, int count, ColumnBuffer target, int at) {
        long[] values = ((LongColumn) target).values();
        MemorySegment data = source.data();
        for (int i = 0; i < count; i++) {
            values[at + i] = data.getAtIndex(JAVA_INT, from + i);
        }
    }

    static void bytesAsInts(ResultVector source, int from, int count, ColumnBuffer target, int at) {
        int[] values = ((IntColumn) target).values();
        MemorySegment data = source.data();
        for (int i = 0; i < count; i++) {
            values[at + i] = Byte.toUnsignedInt(data.get(JAVA_BYTE, from + i));
        }
    }

    static void shortsAsInts(
            ResultVector source, int from, int count, ColumnBuffer target, int at) {
        int[] values = ((IntColumn) target).values();
        MemorySegment data = source.data();
        for (int i = 0; i < count; i++) {
            values[at + i] = Short.toUnsignedInt(data.getAtIndex(JAVA_SHORT, from + i));
        }
    }
}
