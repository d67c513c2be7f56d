package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.LongColumn;

/** Decodes int8. */
final class Int8Decoder extends FieldDecoder {
    private final LongColumn column;

    Int8Decoder(LongColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireLength(length, 8, "int8");
        column.set(row, BigEndian.int8(buffer, offset));
    }
}
