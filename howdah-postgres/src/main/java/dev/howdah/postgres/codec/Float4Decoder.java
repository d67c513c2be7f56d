package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.FloatColumn;

/** Decodes float4; NaN and the infinities are its own. */
final class Float4Decoder extends FieldDecoder {
    private final FloatColumn column;

    Float4Decoder(FloatColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireLength(length, 4, "float4");
        column.set(row, BigEndian.float4(buffer, offset));
    }
}
