package dev.howdah.kuzu.cypher;

/** Writes names and texts so that Kùzu reads them back as they were. */
public final class Quoting {
    private Quoting() {}

    /**
     * A name in backticks. Kùzu 0.11.2 knows no way to write a backtick in a name: it is doubled
     * here, which keeps the name in one piece, but doubled it stays.
     */
    public static String name(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    /** A text in single quotes; all but quotes and backslashes stands as it is. */
    public static String text(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
