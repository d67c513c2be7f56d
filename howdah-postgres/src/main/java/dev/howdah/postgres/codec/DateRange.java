package dev.howdah.postgres.codec;

import dev.howdah.postgres.error.HowdahException;

/** The days that PostgreSQL's date holds: 4714-11-24 BC to 5874897-12-31, and the infinities. */
final class DateRange {
    private static final int FIRST = -2_440_588;
    private static final int LAST = 2_145_042_905;

    private DateRange() {}

    static boolean isInfinite(int days) {
        return days == Integer.MAX_VALUE || days == -Integer.MAX_VALUE;
    }

    /** Days since 1970-01-01 that PostgreSQL can hold. */
    static int require(int days) {
        if ((days < FIRST || days > LAST) && !isInfinite(days)) {
            throw HowdahException.data(
                    "the date "
                            + days
                            + " days from 1970-01-01 is outside PostgreSQL's range, 4714-11-24 BC"
                            + " to 5874897-12-31; filter such rows out or write NULL instead");
        }
        return days;
    }

    /** Days since 1970-01-01 as PostgreSQL counts them. */
    static int sincePostgresEpoch(int days) {
        if (isInfinite(days)) {
            return days > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        }
        return require(days) - DateDecoder.EPOCH_DAYS;
    }
}
