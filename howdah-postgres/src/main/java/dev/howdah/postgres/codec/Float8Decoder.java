package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.DoubleColumn;

/** Decodes float8; NaN and the infinities are its own. */
final class Float8Decoder extends FieldDecoder {
    private final DoubleColumn column;

    Float8Decoder(DoubleColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireLength(length, 8, "float8");
        column.set(row, BigEndian.float8(buffer, offset));
    }
}
