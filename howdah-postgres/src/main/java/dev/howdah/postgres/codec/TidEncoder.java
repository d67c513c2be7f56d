package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.LongColumn;

/** Encodes the place of a row: its block and its offset there. */
final class TidEncoder extends FieldEncoder {
    private final LongColumn column;

    TidEncoder(LongColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        long place = column.values()[row];
        out.int4((int) (place >> 16));
        out.int2((int) place);
    }
}
