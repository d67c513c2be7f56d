package dev.howdah.duckdb.vector;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.howdah.duckdb.nativeapi.NativeVector;
import dev.howdah.duckdb.nativeapi.ResultVector;
import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.column.ColumnBuffer;

import java.lang.foreign.MemorySegment;

/** The way back of {@link Strings} and {@link Bits}. */
final class StringReaders {
    private static final int INLINE_OFFSET = 4;
    private static final int POINTER_OFFSET = 8;

    private StringReaders() {}

    static void read(ResultVector source, int from, int count, ColumnBuffer target, int at) {
        BytesColumn column = (BytesColumn) target;
        MemorySegment strings = source.data();
        boolean mayHaveNulls = source.mayHaveNulls();
        for (int i = 0; i < count; i++) {
            if (mayHaveNulls && source.isNull(from + i)) {
                column.setNull(at + i);
                continue;
            }
            long string = (long) (from + i) * NativeVector.STRING_BYTES;
            int length = strings.get(JAVA_INT, string);
            int start = column.reserve(at + i, length);
            if (length <= NativeVector.INLINE_BYTES) {
                MemorySegment.copy(
                        strings, JAVA_BYTE, string + INLINE_OFFSET, column.bytes(), start, length);
            } else {
                long pointer = strings.get(JAVA_LONG, string + POINTER_OFFSET);
                MemorySegment.copy(
                        ResultVector.memory(), JAVA_BYTE, pointer, column.bytes(), start, length);
            }
        }
    }

    /** Moves DuckDB's filling from the front to the end. */
    static void bits(ResultVector source, int from, int count, ColumnBuffer target, int at) {
        read(source, from, count, target, at);
        BytesColumn column = (BytesColumn) target;
        byte[] bytes = column.bytes();
        for (int row = at; row < at + count; row++) {
            move(bytes, column.start(row), column.ends()[row]);
        }
    }

    private static void move(byte[] bytes, int start, int end) {
        if (end == start || bytes[start] == 0) {
            return;
        }
        int unused = bytes[start];
        for (int at = start + 1; at < end; at++) {
            int following = at + 1 < end ? bytes[at + 1] & 0xFF : 0;
            bytes[at] = (byte) ((bytes[at] << unused) | (following >>> (8 - unused)));
        }
    }
}
