package dev.howdah.duckdb.vector;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.howdah.duckdb.nativeapi.NativeVector;
import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.column.ColumnBuffer;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * VARCHAR, JSON and BLOB. A {@code string_t} is a length of four bytes, then either up to twelve
 * bytes of the string, zeroes behind it, or its first four bytes and a pointer to all of it. One
 * call a vector hands all bytes to DuckDB; the {@code string_t}s are written here.
 */
final class Strings {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PREFIX_BYTES = 4;

    static {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new UnsupportedOperationException("Howdah runs on little-endian machines only");
        }
    }

    private Strings() {}

    static void write(ColumnBuffer source, int rows, NativeVector target) {
        BytesColumn column = (BytesColumn) source;
        write(column.bytes(), column.ends(), rows, target);
    }

    /** Row {@code r}'s bytes stand between the end of the row before and {@code ends[r]}. */
    static void write(byte[] bytes, int[] ends, int rows, NativeVector target) {
        int size = ends[rows - 1];
        long heap = hasLong(ends, rows) ? target.storeBytes(bytes, size) : 0;
        MemorySegment strings = target.data((long) rows * NativeVector.STRING_BYTES);
        int start = 0;
        for (int row = 0; row < rows; row++) {
            int end = ends[row];
            int length = end - start;
            long prefix = length | loadPadded(bytes, start, Math.min(length, PREFIX_BYTES)) << 32;
            long rest =
                    length > NativeVector.INLINE_BYTES
                            ? heap + start
                            : loadPadded(bytes, start + PREFIX_BYTES, length - PREFIX_BYTES);
            strings.setAtIndex(JAVA_LONG, 2L * row, prefix);
            strings.setAtIndex(JAVA_LONG, 2L * row + 1, rest);
            start = end;
        }
    }

    private static boolean hasLong(int[] ends, int rows) {
        int start = 0;
        int longest = 0;
        for (int row = 0; row < rows; row++) {
            longest = Math.max(longest, ends[row] - start);
            start = ends[row];
        }
        return longest > NativeVector.INLINE_BYTES;
    }

    /** Up to eight bytes, the first one lowest, zeroes above. */
    private static long loadPadded(byte[] bytes, int start, int count) {
        if (count <= 0) {
            return 0;
        }
        if (start + Long.BYTES <= bytes.length) {
            return (long) LONG.get(bytes, start) & (-1L >>> (64 - 8 * count));
        }
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (bytes[start + i] & 0xFFL) << (8 * i);
        }
        return value;
    }
}
