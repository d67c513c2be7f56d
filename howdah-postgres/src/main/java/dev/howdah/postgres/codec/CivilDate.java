package dev.howdah.postgres.codec;

/** Year, month and day of a day number, in the calendar that PostgreSQL uses for all times. */
final class CivilDate {
    /** Days from 0000-03-01 to 1970-01-01; years that start in March have their leap day last. */
    private static final long EPOCH = 719_468;

    private static final long DAYS_PER_ERA = 146_097;
    private static final int YEARS_PER_ERA = 400;

    /** 0001-01-01. */
    private static final int FIRST_DAY = -719_162;

    private CivilDate() {}

    /** Appends the date without its era. */
    static void append(int days, CopyBuffer out) {
        long sinceMarch = days + EPOCH;
        int dayOfEra = (int) Math.floorMod(sinceMarch, DAYS_PER_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int month = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * month + 2) / 5 + 1;
        boolean nextYear = month >= 10;
        long year =
                Math.floorDiv(sinceMarch, DAYS_PER_ERA) * YEARS_PER_ERA
                        + yearOfEra
                        + (nextYear ? 1 : 0);
        NumberForm.digits(year > 0 ? year : 1 - year, 4, out);
        out.int1('-');
        NumberForm.digits(nextYear ? month - 9 : month + 3, 2, out);
        out.int1('-');
        NumberForm.digits(day, 2, out);
    }

    /** Appends BC to a date before 0001-01-01. */
    static void appendEra(int days, CopyBuffer out) {
        if (days < FIRST_DAY) {
            out.append(" BC");
        }
    }
}
