package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.IntColumn;

/** Encodes date: days since 1970-01-01 become days since 2000-01-01. */
final class DateEncoder extends FieldEncoder {
    private final IntColumn column;

    DateEncoder(IntColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        out.int4(DateRange.sincePostgresEpoch(column.values()[row]));
    }
}
