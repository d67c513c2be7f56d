package dev.howdah.postgres.codec;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Dates and times as PostgreSQL prints them. */
final class DateTimeText {
    private DateTimeText() {}

    static String date(int days) {
        if (Math.abs(days) == Integer.MAX_VALUE) {
            return days < 0 ? "-infinity" : "infinity";
        }
        LocalDate date = LocalDate.ofEpochDay(days);
        return yearMonthDay(date) + era(date);
    }

    static String time(long micros) {
        long seconds = micros / 1_000_000;
        return String.format(
                        Locale.ROOT,
                        "%02d:%02d:%02d",
                        seconds / 3600,
                        seconds / 60 % 60,
                        seconds % 60)
                + fraction(micros % 1_000_000);
    }

    static String timestamp(long micros, String zone) {
        if (Math.abs(micros) == Long.MAX_VALUE) {
            return micros < 0 ? "-infinity" : "infinity";
        }
        LocalDateTime value =
                LocalDateTime.ofInstant(
                        Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC);
        return yearMonthDay(value.toLocalDate())
                + " "
                + time(value.toLocalTime().toNanoOfDay() / 1000)
                + zone
                + era(value.toLocalDate());
    }

    static String offset(int east) {
        int seconds = Math.abs(east);
        String text = String.format(Locale.ROOT, "%s%02d", east < 0 ? "-" : "+", seconds / 3600);
        if (seconds % 3600 != 0) {
            text += String.format(Locale.ROOT, ":%02d", seconds / 60 % 60);
        }
        return seconds % 60 == 0 ? text : text + String.format(Locale.ROOT, ":%02d", seconds % 60);
    }

    /** The interval style iso_8601. */
    static String interval(int months, int days, long micros) {
        String date = part(months / 12, "Y") + part(months % 12, "M") + part(days, "D");
        long seconds = micros / 1_000_000;
        String second = "";
        if (micros % 60_000_000 != 0) {
            second =
                    (micros < 0 ? "-" : "")
                            + Math.abs(seconds % 60)
                            + fraction(Math.abs(micros % 1_000_000))
                            + "S";
        }
        String time = part(seconds / 3600, "H") + part(seconds / 60 % 60, "M") + second;
        if (date.isEmpty() && time.isEmpty()) {
            return "PT0S";
        }
        return "P" + date + (time.isEmpty() ? "" : "T" + time);
    }

    private static String part(long value, String unit) {
        return value == 0 ? "" : value + unit;
    }

    private static String yearMonthDay(LocalDate date) {
        int year = date.getYear() > 0 ? date.getYear() : 1 - date.getYear();
        return String.format(
                Locale.ROOT, "%04d-%02d-%02d", year, date.getMonthValue(), date.getDayOfMonth());
    }

    private static String era(LocalDate date) {
        return date.getYear() > 0 ? "" : " BC";
    }

    private static String fraction(long micros) {
        return micros == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros).replaceAll("0+$", "");
    }
}
