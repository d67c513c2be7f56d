package dev.howdah.postgres.codec;

import dev.howdah.postgres.error.HowdahException;

/** The two extreme intervals that PostgreSQL 17 and later take for ±infinity. */
final class IntervalRange {
    private IntervalRange() {}

    static boolean isInfinite(int months, int days, long micros) {
        if (micros == Long.MAX_VALUE) {
            return months == Integer.MAX_VALUE && days == Integer.MAX_VALUE;
        }
        return micros == Long.MIN_VALUE && months == Integer.MIN_VALUE && days == Integer.MIN_VALUE;
    }

    static void require(int months, int days, long micros) {
        if (isInfinite(months, days, micros)) {
            throw HowdahException.data(
                    "the interval of "
                            + months
                            + " months, "
                            + days
                            + " days and "
                            + micros
                            + " microseconds means infinity to PostgreSQL; filter such rows out or"
                            + " write NULL instead");
        }
    }
}
