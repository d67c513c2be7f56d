package dev.howdah.postgres.sql;

import dev.howdah.postgres.error.HowdahException;

/** Quotes names. */
public final class Identifier {
    private Identifier() {}

    /** The name in double quotes, always: a name that is a keyword tomorrow stays a name. */
    public static String quote(String name) {
        if (name.indexOf('\0') >= 0) {
            throw HowdahException.user("A name can't hold a zero character: " + visible(name));
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A schema's object: both names quoted, with a dot between. */
    public static String quote(String qualifier, String identifier) {
        return quote(qualifier) + '.' + quote(identifier);
    }

    static String visible(String text) {
        return '"' + text.replace("\0", "\\0") + '"';
    }
}
