package dev.howdah.kuzu.copy;

import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.postgres.error.HowdahException;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The options of a COPY.
 *
 * @param ignoreErrors whether rows with unfit keys are skipped
 * @param from the node table that relationships begin at
 * @param to the node table that they end at
 */
record CopyOptions(boolean ignoreErrors, Optional<String> from, Optional<String> to) {

    static CopyOptions read(Map<String, Literal> options) {
        for (String name : options.keySet()) {
            if (!name.equals("ignore_errors") && !name.equals("from") && !name.equals("to")) {
                throw HowdahException.user(
                        "Binder exception: Unknown option %s: COPY from an attached database takes IGNORE_ERRORS, and FROM and TO for a relationship table with several pairs"
                                .formatted(name.toUpperCase(Locale.ROOT)));
            }
        }
        return new CopyOptions(
                ignoreErrors(options.getOrDefault("ignore_errors", new Literal.Bool(false))),
                table(options, "from"),
                table(options, "to"));
    }

    private static boolean ignoreErrors(Literal value) {
        if (value instanceof Literal.Bool bool) {
            return bool.value();
        }
        throw HowdahException.user(
                "Binder exception: The type of option IGNORE_ERRORS must be a boolean.");
    }

    private static Optional<String> table(Map<String, Literal> options, String name) {
        Literal value = options.get(name);
        if (value == null) {
            return Optional.empty();
        } else if (value instanceof Literal.Text text) {
            return Optional.of(text.value());
        }
        throw HowdahException.user(
                "Binder exception: The option %s must be a table's name in quotes."
                        .formatted(name.toUpperCase(Locale.ROOT)));
    }
}
