package dev.howdah.duckdb.vector;

import dev.howdah.duckdb.nativeapi.NativeVector;
import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.error.HowdahException;

/**
 * BIT: both sides count the unused bits in a first byte, but the core's stand at the end and are
 * zero, DuckDB's stand in front of the first bit and are one. So every bit moves by their number.
 */
final class Bits {
    private Bits() {}

    static void write(ColumnBuffer source, int rows, NativeVector target) {
        BytesColumn column = (BytesColumn) source;
        byte[] bits = new byte[column.ends()[rows - 1]];
        for (int row = 0; row < rows; row++) {
            if (!column.isNull(row)) {
                move(column.bytes(), column.start(row), column.ends()[row], bits);
            }
        }
        Strings.write(bits, column.ends(), rows, target);
    }

    private static void move(byte[] source, int start, int end, byte[] target) {
        if (end - start < 2) {
            // DuckDB would read past the end of a bit string without a bit.
            throw HowdahException.data(
                    "DuckDB's BIT can't hold an empty bit string; read the column as text, such as"
                            + " with postgres_query and a cast to text");
        }
        int unused = source[start];
        target[start] = (byte) unused;
        int carried = 0xFF;
        for (int at = start + 1; at < end; at++) {
            int current = source[at] & 0xFF;
            target[at] = (byte) (((carried << 8) | current) >>> unused);
            carried = current;
        }
    }
}
