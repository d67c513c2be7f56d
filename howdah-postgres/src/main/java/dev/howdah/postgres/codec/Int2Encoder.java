package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ShortColumn;

/** Encodes int2. */
final class Int2Encoder extends FieldEncoder {
    private final ShortColumn column;

    Int2Encoder(ShortColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        out.int2(column.values()[row]);
    }
}
