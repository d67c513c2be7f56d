package dev.howdah.kuzu.attach;

import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.postgres.error.HowdahException;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options of ATTACH.
 *
 * @param schema the schema that a table's name alone means
 * @param skipsUnsupported whether tables that can't be read are left out
 * @param secret the name of a secret that completes the connection string
 */
record AttachSettings(Optional<String> schema, boolean skipsUnsupported, Optional<String> secret) {
    private static final String SCHEMA = "schema";
    private static final String SKIP = "skip_unsupported_table";
    private static final String SECRET = "secret";
    private static final Set<String> KNOWN = Set.of(SCHEMA, SKIP, SECRET);

    /** Reads them; names are in lower case. */
    static AttachSettings of(Map<String, Literal> options) {
        for (String name : new TreeSet<>(options.keySet())) {
            if (!KNOWN.contains(name)) {
                throw HowdahException.user(
                        "Binder exception: Unrecognized option for attaching postgres: %s. There are schema, skip_unsupported_table and secret."
                                .formatted(name));
            }
        }
        return new AttachSettings(
                text(options, SCHEMA),
                options.containsKey(SKIP) && flag(options.get(SKIP)),
                text(options, SECRET));
    }

    private static Optional<String> text(Map<String, Literal> options, String name) {
        Literal value = options.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Literal.Text text && !text.value().isEmpty()) {
            return Optional.of(text.value());
        }
        throw invalid(name, "a name in quotes: %s = '…'".formatted(name));
    }

    private static boolean flag(Literal value) {
        if (value instanceof Literal.Bool flag) {
            return flag.value();
        }
        throw invalid(SKIP, "true or false, without quotes");
    }

    private static HowdahException invalid(String name, String mend) {
        return HowdahException.user(
                "Runtime exception: Invalid option value for %s. It takes %s."
                        .formatted(name, mend));
    }
}
