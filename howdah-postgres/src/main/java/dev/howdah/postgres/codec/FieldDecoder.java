package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.error.HowdahException;

/**
 * Turns one field's bytes into a row of its column.
 *
 * <p>Implementations never read outside {@code offset} to {@code offset + length}, whatever the
 * bytes say, and fail with a {@link HowdahException} that does not name the column: {@link
 * RowDecoder} does. Not thread-safe.
 */
abstract class FieldDecoder {
    private static final int LENGTH_BYTES = 4;

    private final ColumnBuffer column;

    FieldDecoder(ColumnBuffer column) {
        this.column = column;
    }

    /** Writes a value that is not null; the caller has checked that the bytes are there. */
    abstract void decode(byte[] buffer, int offset, int length, int row);

    final void decodeNull(int row) {
        column.setNull(row);
    }

    /**
     * Decodes a value inside another one: its length, -1 for null, and its bytes.
     *
     * @return where the next one starts
     */
    static int decodeNested(FieldDecoder decoder, byte[] buffer, int offset, int end, int row) {
        if (end - offset < LENGTH_BYTES) {
            throw malformed("a value inside another one is missing");
        }
        int length = BigEndian.int4(buffer, offset);
        int start = offset + LENGTH_BYTES;
        if (length == -1) {
            decoder.decodeNull(row);
            return start;
        }
        if (length < 0 || length > end - start) {
            throw malformed("a value inside another one claims " + length + " bytes");
        }
        decoder.decode(buffer, start, length, row);
        return start + length;
    }

    static void requireLength(int length, int expected, String type) {
        if (length != expected) {
            throw malformed(
                    "a value of type " + type + " came in " + length + " bytes, not " + expected);
        }
    }

    static void requireAtLeast(int length, int least, String type) {
        if (length < least) {
            throw malformed(
                    "a value of type "
                            + type
                            + " came in "
                            + length
                            + " bytes, at least "
                            + least
                            + " are needed");
        }
    }

    /** The server sent bytes that are none of the type that its catalogue said. */
    static HowdahException malformed(String what) {
        return HowdahException.data(
                what
                        + "; if the type or the table was altered a moment ago,"
                        + " CALL pg_clear_cache() reads its definition again");
    }
}
