package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.LongColumn;

/** Encodes time: microseconds since midnight, 24:00:00 included. */
final class TimeEncoder extends FieldEncoder {
    private final LongColumn column;

    TimeEncoder(LongColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        out.int8(TimeRange.require(column.values()[row]));
    }
}
