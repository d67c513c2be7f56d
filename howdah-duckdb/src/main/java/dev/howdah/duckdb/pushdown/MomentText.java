package dev.howdah.duckdb.pushdown;

import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's text of dates and times, such as {@code 0044-03-15 (BC) 12:00:00+00}. */
final class MomentText {
    private static final Pattern TIME =
            Pattern.compile("[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?");
    private static final Pattern MOMENT =
            Pattern.compile(
                    "(?<year>[0-9]{4,6})(?<day>-[0-9]{2}-[0-9]{2})(?<bc> \\(BC\\))?"
                            + "(?<time> [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?)?(?<zone>\\+00)?");

    // Beyond these PostgreSQL has no such value and the constant would be an error.
    private static final int LAST_YEAR_BC = 4712;
    private static final int LAST_YEAR_OF_TIMESTAMP = 294_275;
    private static final int LAST_YEAR_OF_DATE = 999_999;

    private MomentText() {}

    /** The same value for PostgreSQL, whatever its DateStyle; empty if it has none. */
    static Optional<String> toPostgres(String text, Scalar type) {
        if (type == Scalar.TIME) {
            return Optional.of(text).filter(time -> TIME.matcher(time).matches());
        }
        if (text.equals("infinity") || text.equals("-infinity")) {
            return Optional.of(text);
        }
        Matcher parts = MOMENT.matcher(text);
        if (!parts.matches()
                || (parts.group("time") == null) != (type == Scalar.DATE)
                || (parts.group("zone") == null) != (type != Scalar.TIMESTAMPTZ)) {
            return Optional.empty();
        }
        boolean beforeChrist = parts.group("bc") != null;
        int last =
                beforeChrist
                        ? LAST_YEAR_BC
                        : type == Scalar.DATE ? LAST_YEAR_OF_DATE : LAST_YEAR_OF_TIMESTAMP;
        if (Integer.parseInt(parts.group("year")) > last) {
            return Optional.empty();
        }
        return Optional.of(
                parts.group("year")
                        + parts.group("day")
                        + (type == Scalar.DATE ? "" : parts.group("time"))
                        + (type == Scalar.TIMESTAMPTZ ? "+00" : "")
                        + (beforeChrist ? " BC" : ""));
    }
}
