package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.LongColumn;
import dev.howdah.postgres.error.HowdahException;

/**
 * Decodes timestamp and timestamptz: microseconds since 2000-01-01 become microseconds since
 * 1970-01-01. PostgreSQL's last thirty years, to 294276 AD, do not fit.
 */
final class TimestampDecoder extends FieldDecoder {
    private static final long EPOCH_MICROS = DateDecoder.EPOCH_DAYS * 86_400_000_000L;

    private final LongColumn column;

    TimestampDecoder(LongColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireLength(length, 8, "timestamp");
        column.set(row, sinceUnixEpoch(BigEndian.int8(buffer, offset)));
    }

    private static long sinceUnixEpoch(long micros) {
        if (micros < Long.MAX_VALUE - EPOCH_MICROS && micros > Long.MIN_VALUE) {
            return micros + EPOCH_MICROS;
        }
        if (micros == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        if (micros == Long.MIN_VALUE) {
            return -Long.MAX_VALUE;
        }
        throw HowdahException.data(
                "a timestamp after 294247-01-10 04:00:54.775806 UTC can't be held;"
                        + " filter such rows out, or read them as text with"
                        + " postgres_query(…, 'SELECT …::text …')");
    }
}
