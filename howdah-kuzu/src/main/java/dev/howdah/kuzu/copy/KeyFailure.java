package dev.howdah.kuzu.copy;

import dev.howdah.postgres.error.HowdahException;

/** Errors about keys, in Kùzu's words and then some. */
final class KeyFailure {
    private final CopyTarget target;
    private final String source;

    KeyFailure(CopyTarget target, String source) {
        this.target = target;
        this.source = source;
    }

    private static String duplicated(String key) {
        return "Copy exception: Found duplicated primary key value %s, which violates the uniqueness constraint of the primary key column."
                .formatted(key);
    }

    private String mend() {
        return " Nothing was copied into table %s; COPY … (IGNORE_ERRORS=true) leaves such rows out"
                .formatted(target.name());
    }

    private static String missing() {
        return "Copy exception: Found NULL, which violates the non-null constraint of the primary key column.";
    }

    HowdahException duplicatedIn(String column, String key, long times) {
        return failure(
                duplicated(key),
                "Column \"%s\" of %s holds it %d times.".formatted(column, source, times));
    }

    HowdahException nullIn(String column, long times) {
        return failure(
                missing(),
                "Column \"%s\" of %s is NULL in %d rows.".formatted(column, source, times));
    }

    HowdahException present(String column, String key) {
        return failure(
                duplicated(key),
                "Table %s already has the key that column \"%s\" of %s holds."
                        .formatted(target.name(), column, source));
    }

    /** What Kùzu noticed by itself. */
    HowdahException noticed(String warning, long rows) {
        return failure(
                "Copy exception: " + warning,
                "%d rows of %s have such keys.".formatted(rows, source));
    }

    /** What Kùzu says of one key. */
    HowdahException unfit(String kuzus) {
        return failure("Copy exception: " + kuzus, "It comes from " + source + ".");
    }

    HowdahException noNode(
            HowdahException kuzus, String column, String node, long rows, String key) {
        return HowdahException.of(
                kuzus.kind(),
                "%s Column \"%s\" of %s holds in %d rows a key that no node of table %s has, such as %s."
                                .formatted(kuzus.getMessage(), column, source, rows, node, key)
                        + mend(),
                kuzus);
    }

    private HowdahException failure(String kuzus, String detail) {
        return HowdahException.user(kuzus + " " + detail + mend());
    }
}
