package dev.howdah.postgres.codec;

import dev.howdah.postgres.error.HowdahException;

/** The times of day and the offsets that PostgreSQL holds. */
final class TimeRange {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    /** Less than sixteen hours. */
    private static final int MAX_OFFSET_SECONDS = 16 * 3600 - 1;

    private TimeRange() {}

    static long require(long micros) {
        if (micros < 0 || micros > MICROS_PER_DAY) {
            throw HowdahException.data(
                    "the time " + micros + " microseconds after midnight is outside the day");
        }
        return micros;
    }

    static int requireOffset(long secondsEast) {
        if (secondsEast < -MAX_OFFSET_SECONDS || secondsEast > MAX_OFFSET_SECONDS) {
            throw HowdahException.data(
                    "the offset "
                            + secondsEast
                            + " seconds from UTC is outside PostgreSQL's range, ±15:59:59; convert"
                            + " the time to UTC first");
        }
        return (int) secondsEast;
    }
}
