package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.IntervalColumn;
import dev.howdah.postgres.error.HowdahException;

/**
 * Decodes interval. PostgreSQL 17 made the two extremes mean infinity, which no interval of a host
 * can say; read from an older server they are refused too.
 */
final class IntervalDecoder extends FieldDecoder {
    private final IntervalColumn column;

    IntervalDecoder(IntervalColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireLength(length, 16, "interval");
        long micros = BigEndian.int8(buffer, offset);
        int days = BigEndian.int4(buffer, offset + 8);
        int months = BigEndian.int4(buffer, offset + 12);
        if (IntervalRange.isInfinite(months, days, micros)) {
            throw HowdahException.data(
                    "an infinite interval can't be held; filter such rows out, or read them as"
                            + " text with postgres_query(…, 'SELECT …::text …')");
        }
        column.set(row, months, days, micros);
    }
}
