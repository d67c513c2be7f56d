package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.Int128Column;

/** Encodes uuid. */
final class UuidEncoder extends FieldEncoder {
    private final Int128Column column;

    UuidEncoder(Int128Column column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        long[] values = column.values();
        out.int8(values[2 * row + 1]);
        out.int8(values[2 * row]);
    }
}
