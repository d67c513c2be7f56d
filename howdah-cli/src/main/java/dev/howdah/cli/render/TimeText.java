package dev.howdah.cli.render;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** Words dates and times as DuckDB does, infinities, years before Christ and 24:00:00 included. */
final class TimeText {
    /** Stands for 24:00:00: one nanosecond more than any other time is too late. */
    static final LocalTime END_OF_DAY = LocalTime.MAX;

    private static final long INFINITE_MICROS = Long.MAX_VALUE;
    private static final LocalDate INFINITE_DATE = LocalDate.ofEpochDay(Integer.MAX_VALUE);
    private static final LocalDate MINUS_INFINITE_DATE = LocalDate.ofEpochDay(-Integer.MAX_VALUE);
    private static final LocalDateTime INFINITE_NANOS =
            LocalDateTime.of(1970, 1, 1, 0, 0).plusNanos(Long.MAX_VALUE);
    private static final LocalDateTime MINUS_INFINITE_NANOS =
            LocalDateTime.of(1970, 1, 1, 0, 0).plusNanos(-Long.MAX_VALUE);

    private TimeText() {}

    static String date(LocalDate date) {
        if (date.equals(INFINITE_DATE)) {
            return "infinity";
        }
        if (date.equals(MINUS_INFINITE_DATE)) {
            return "-infinity";
        }
        boolean beforeChrist = date.getYear() <= 0;
        int year = beforeChrist ? 1 - date.getYear() : date.getYear();
        StringBuilder text = new StringBuilder(16);
        padded(text, year, 4).append('-');
        padded(text, date.getMonthValue(), 2).append('-');
        padded(text, date.getDayOfMonth(), 2);
        return text.append(beforeChrist ? " (BC)" : "").toString();
    }

    static String time(LocalTime time) {
        if (time.equals(END_OF_DAY)) {
            return "24:00:00";
        }
        StringBuilder text = new StringBuilder(18);
        padded(text, time.getHour(), 2).append(':');
        padded(text, time.getMinute(), 2).append(':');
        padded(text, time.getSecond(), 2);
        int nanos = time.get(ChronoField.NANO_OF_SECOND);
        if (nanos != 0) {
            fraction(text, nanos);
        }
        return text.toString();
    }

    static String offsetTime(OffsetTime time) {
        return time(time.toLocalTime()) + offset(time.getOffset());
    }

    static String timestamp(long micros) {
        if (micros == INFINITE_MICROS) {
            return "infinity";
        }
        if (micros == -INFINITE_MICROS) {
            return "-infinity";
        }
        return words(LocalDateTime.ofInstant(instant(micros), ZoneOffset.UTC));
    }

    static String timestamp(LocalDateTime value) {
        if (value.equals(INFINITE_NANOS)) {
            return "infinity";
        }
        if (value.equals(MINUS_INFINITE_NANOS)) {
            return "-infinity";
        }
        return words(value);
    }

    static String timestampWithZone(long micros, ZoneId zone) {
        if (Math.abs(micros) == INFINITE_MICROS) {
            return timestamp(micros);
        }
        Instant instant = instant(micros);
        ZoneOffset offset = zone.getRules().getOffset(instant);
        // DuckDB leaves out the seconds of a time zone's old offset, as in +00:53:28.
        ZoneOffset shown = ZoneOffset.ofTotalSeconds(offset.getTotalSeconds() / 60 * 60);
        return words(LocalDateTime.ofInstant(instant, offset)) + offset(shown);
    }

    private static String words(LocalDateTime value) {
        return date(value.toLocalDate()) + " " + time(value.toLocalTime());
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** {@code +02}, {@code +05:30}, {@code +00:53:28}. */
    private static String offset(ZoneOffset offset) {
        int seconds = Math.abs(offset.getTotalSeconds());
        StringBuilder text = new StringBuilder(9).append(offset.getTotalSeconds() < 0 ? '-' : '+');
        padded(text, seconds / 3600, 2);
        if (seconds % 3600 != 0) {
            padded(text.append(':'), seconds / 60 % 60, 2);
        }
        if (seconds % 60 != 0) {
            padded(text.append(':'), seconds % 60, 2);
        }
        return text.toString();
    }

    private static void fraction(StringBuilder text, int nanos) {
        int end = text.length();
        padded(text.append('.'), nanos, 9);
        int last = text.length();
        while (text.charAt(last - 1) == '0') {
            last--;
        }
        text.setLength(Math.max(last, end));
    }

    private static StringBuilder padded(StringBuilder text, int number, int digits) {
        String plain = Integer.toString(number);
        return text.append("0".repeat(Math.max(0, digits - plain.length()))).append(plain);
    }
}
