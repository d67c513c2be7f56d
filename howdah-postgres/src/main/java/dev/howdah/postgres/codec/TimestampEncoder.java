package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.LongColumn;

/**
 * Encodes timestamp and timestamptz: microseconds since 1970-01-01 become ones since 2000-01-01.
 */
final class TimestampEncoder extends FieldEncoder {
    private final LongColumn column;

    TimestampEncoder(LongColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        out.int8(TimestampRange.sincePostgresEpoch(column.values()[row]));
    }
}
