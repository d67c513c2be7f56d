package dev.howdah.postgres.error;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What masking a statement has hidden, to be hidden in the messages about it too. */
final class HiddenValues {
    /** Shorter ones would take letters out of the middle of words. */
    private static final int SHORTEST = 4;

    /** A server that misreads a URI repeats a part of it. */
    private static final Pattern SEPARATOR = Pattern.compile("[\\s@:/'\"=$()\\[\\],]+");

    private final Set<String> values = new LinkedHashSet<>();

    void add(String value) {
        values.add(value);
        for (String part : SEPARATOR.split(value)) {
            values.add(part);
        }
    }

    String maskIn(String message) {
        String masked = message;
        for (String value : values) {
            if (value.length() >= SHORTEST) {
                masked = masked.replace(value, "***");
            }
        }
        return masked;
    }
}
