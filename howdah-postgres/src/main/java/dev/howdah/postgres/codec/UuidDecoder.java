package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.Int128Column;

/** Decodes uuid. */
final class UuidDecoder extends FieldDecoder {
    private final Int128Column column;

    UuidDecoder(Int128Column column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireLength(length, 16, "uuid");
        column.set(row, BigEndian.int8(buffer, offset + 8), BigEndian.int8(buffer, offset));
    }
}
