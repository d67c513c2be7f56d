package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ByteColumn;

/** Encodes bool. */
final class BoolEncoder extends FieldEncoder {
    private final ByteColumn column;

    BoolEncoder(ByteColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        out.int1(column.values()[row]);
    }
}
