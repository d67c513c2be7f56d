package dev.howdah.duckdb.pushdown;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DuckDB's text of an interval, such as {@code -1 month 26 days 23:00:00}. */
final class IntervalText {
    private static final Pattern INTERVAL =
            Pattern.compile(
                    "(?:(-?[0-9]+) years?)?(?: ?(-?[0-9]+) months?)?(?: ?(-?[0-9]+) days?)?"
                            + "(?: ?(-?[0-9]{2,}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,6})?))?");

    private IntervalText() {}

    /**
     * The same interval with a sign before every part: with the IntervalStyle sql_standard a lone
     * leading minus would count for all of them.
     */
    static Optional<String> toPostgres(String text) {
        Matcher parts = INTERVAL.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        StringBuilder signed = new StringBuilder();
        String[] units = {" years ", " months ", " days ", ""};
        for (int part = 0; part < units.length; part++) {
            String value = parts.group(part + 1);
            if (value != null) {
                signed.append(value.startsWith("-") ? "" : "+").append(value).append(units[part]);
            }
        }
        return Optional.of(signed.toString().strip());
    }
}
