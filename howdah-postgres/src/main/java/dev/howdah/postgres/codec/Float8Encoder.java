package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.DoubleColumn;

/** Encodes float8; NaN and the infinities are its own. */
final class Float8Encoder extends FieldEncoder {
    private final DoubleColumn column;

    Float8Encoder(DoubleColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        out.int8(Double.doubleToRawLongBits(column.values()[row]));
    }
}
