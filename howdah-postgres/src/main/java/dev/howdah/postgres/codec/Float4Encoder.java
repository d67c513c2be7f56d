package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.FloatColumn;

/** Encodes float4; NaN and the infinities are its own. */
final class Float4Encoder extends FieldEncoder {
    private final FloatColumn column;

    Float4Encoder(FloatColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        out.int4(Float.floatToRawIntBits(column.values()[row]));
    }
}
