package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.Int128Column;
import dev.howdah.postgres.column.IntColumn;
import dev.howdah.postgres.column.IntervalColumn;
import dev.howdah.postgres.column.LongColumn;

/** The text forms of dates, times and intervals; no setting of a session changes what they mean. */
final class DateTimeForm {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_HOUR = 3_600 * MICROS_PER_SECOND;
    private static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

    private DateTimeForm() {}

    static void date(IntColumn column, int row, CopyBuffer out) {
        int days = DateRange.require(column.values()[row]);
        if (DateRange.isInfinite(days)) {
            infinity(days, out);
            return;
        }
        CivilDate.append(days, out);
        CivilDate.appendEra(days, out);
    }

    static void time(LongColumn column, int row, CopyBuffer out) {
        clock(TimeRange.require(column.values()[row]), out);
    }

    static void timetz(Int128Column column, int row, CopyBuffer out) {
        long[] values = column.values();
        clock(TimeRange.require(values[2 * row]), out);
        int east = TimeRange.requireOffset(values[2 * row + 1]);
        out.int1(east < 0 ? '-' : '+');
        hoursToSeconds(Math.abs(east), out);
    }

    static void timestamp(LongColumn column, int row, CopyBuffer out) {
        timestamp(column.values()[row], false, out);
    }

    static void timestamptz(LongColumn column, int row, CopyBuffer out) {
        timestamp(column.values()[row], true, out);
    }

    /**
     * An interval with a sign at each part: in the style sql_standard a first sign alone counts for
     * all. Hours beyond 32 bits, which only PostgreSQL 15 and later read, go as microseconds.
     */
    static void interval(IntervalColumn column, int row, CopyBuffer out) {
        int months = column.months()[row];
        int days = column.days()[row];
        long micros = column.micros()[row];
        IntervalRange.require(months, days, micros);
        signed(months, out);
        out.append(" mons ");
        signed(days, out);
        out.append(" days ");
        if (Math.abs(micros / MICROS_PER_HOUR) > Integer.MAX_VALUE) {
            signed(micros, out);
            out.append(" microseconds");
            return;
        }
        out.int1(micros < 0 ? '-' : '+');
        clock(Math.abs(micros), out);
    }

    private static void timestamp(long micros, boolean inUtc, CopyBuffer out) {
        TimestampRange.require(micros);
        if (TimestampRange.isInfinite(micros)) {
            infinity(micros, out);
            return;
        }
        int days = (int) Math.floorDiv(micros, MICROS_PER_DAY);
        CivilDate.append(days, out);
        out.int1(' ');
        clock(Math.floorMod(micros, MICROS_PER_DAY), out);
        if (inUtc) {
            out.append("+00");
        }
        CivilDate.appendEra(days, out);
    }

    private static void infinity(long sign, CopyBuffer out) {
        out.append(sign < 0 ? "-infinity" : "infinity");
    }

    private static void signed(long value, CopyBuffer out) {
        out.int1(value < 0 ? '-' : '+');
        NumberForm.digits(value, 1, out);
    }

    private static void clock(long micros, CopyBuffer out) {
        hoursToSeconds(micros / MICROS_PER_SECOND, out);
        long fraction = micros % MICROS_PER_SECOND;
        if (fraction != 0) {
            out.int1('.');
            NumberForm.digits(fraction, 6, out);
        }
    }

    private static void hoursToSeconds(long seconds, CopyBuffer out) {
        NumberForm.digits(seconds / 3600, 2, out);
        out.int1(':');
        NumberForm.digits(seconds / 60 % 60, 2, out);
        out.int1(':');
        NumberForm.digits(seconds % 60, 2, out);
    }
}
