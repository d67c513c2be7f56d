package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.IntervalColumn;

/** Encodes interval: microseconds, days and months, each apart. */
final class IntervalEncoder extends FieldEncoder {
    private final IntervalColumn column;

    IntervalEncoder(IntervalColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        int months = column.months()[row];
        int days = column.days()[row];
        long micros = column.micros()[row];
        IntervalRange.require(months, days, micros);
        out.int8(micros);
        out.int4(days);
        out.int4(months);
    }
}
