package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ShortColumn;

/** Decodes int2. */
final class Int2Decoder extends FieldDecoder {
    private final ShortColumn column;

    Int2Decoder(ShortColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireLength(length, 2, "int2");
        column.set(row, BigEndian.int2(buffer, offset));
    }
}
