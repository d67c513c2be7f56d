package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ColumnBuffer;

/**
 * Appends one row of its column as a field's bytes, in the binary or in the text form of a type.
 *
 * <p>Implementations allocate nothing per value in binary form, and fail with a {@link
 * dev.howdah.postgres.error.HowdahException} that does not name the column: {@link RowEncoder}
 * does. Bound to its column; not thread-safe.
 */
abstract class FieldEncoder {
    private static final int NULL_LENGTH = -1;
    private static final int LENGTH_BYTES = 4;

    private final ColumnBuffer column;

    FieldEncoder(ColumnBuffer column) {
        this.column = column;
    }

    /** Looks at rows before the first of them is encoded; called again for each batch. */
    void prepare(int from, int to) {}

    /** Appends the bytes of a value that is not null. */
    abstract void encode(int row, CopyBuffer out);

    final boolean isNull(int row) {
        return column.isNull(row);
    }

    /** Appends a value as binary forms hold it: its length, -1 for null, and its bytes. */
    final void encodeField(int row, CopyBuffer out) {
        if (column.isNull(row)) {
            out.int4(NULL_LENGTH);
            return;
        }
        int start = out.reserve(LENGTH_BYTES);
        encode(row, out);
        BigEndian.putInt4(out.bytes(), start, out.size() - start - LENGTH_BYTES);
    }
}
