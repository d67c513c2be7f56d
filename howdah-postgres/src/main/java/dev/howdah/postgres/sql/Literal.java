package dev.howdah.postgres.sql;

import dev.howdah.postgres.error.HowdahException;

/** Quotes constants. */
public final class Literal {
    private Literal() {}

    /**
     * The text as a string constant that means the same whatever {@code
     * standard_conforming_strings} says.
     */
    public static String quote(String text) {
        if (text.indexOf('\0') >= 0) {
            throw HowdahException.user(
                    "PostgreSQL's text can't hold a zero character: " + Identifier.visible(text));
        }
        String doubled = text.replace("'", "''");
        return doubled.indexOf('\\') < 0
                ? '\'' + doubled + '\''
                : "E'" + doubled.replace("\\", "\\\\") + '\'';
    }
}
