package dev.howdah.postgres.codec;

import dev.howdah.postgres.error.HowdahException;

/**
 * The microseconds that PostgreSQL's timestamp holds, from 4714-11-24 BC on. Its end, 294276-12-31,
 * lies behind that of a column.
 */
final class TimestampRange {
    private static final long EPOCH_MICROS = DateDecoder.EPOCH_DAYS * 86_400_000_000L;
    private static final long FIRST = -210_866_803_200_000_000L;

    private TimestampRange() {}

    static boolean isInfinite(long micros) {
        return micros == Long.MAX_VALUE || micros == -Long.MAX_VALUE;
    }

    /** Microseconds since 1970-01-01 that PostgreSQL can hold. */
    static long require(long micros) {
        if (micros < FIRST && !isInfinite(micros)) {
            throw HowdahException.data(
                    "the timestamp "
                            + micros
                            + " microseconds from 1970-01-01 is outside PostgreSQL's range,"
                            + " 4714-11-24 BC to 294276-12-31; filter such rows out or write NULL"
                            + " instead");
        }
        return micros;
    }

    /** Microseconds since 1970-01-01 as PostgreSQL counts them. */
    static long sincePostgresEpoch(long micros) {
        if (isInfinite(micros)) {
            return micros > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
        return require(micros) - EPOCH_MICROS;
    }
}
