package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.LongColumn;

/** Encodes int8. */
final class Int8Encoder extends FieldEncoder {
    private final LongColumn column;

    Int8Encoder(LongColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        out.int8(column.values()[row]);
    }
}
