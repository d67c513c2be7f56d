package dev.howdah.duckdb.statement;

/** Whose rules a text is cut into tokens and statements by. */
public enum Dialect {
    DUCKDB,
    POSTGRES,
    /** With {@code standard_conforming_strings = off}: a backslash escapes in every string. */
    POSTGRES_WITH_ESCAPES;

    /** Where the text behind a comment that begins with two hyphens goes on. */
    int lineEnd(String text, int from) {
        int at = from;
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
            at++;
        }
        return Math.min(at + 1, text.length());
    }

    /**
     * PostgreSQL takes texts for one that only a line's end, blanks and comments of a line divide,
     * and an escape in the second is one if it is in the first.
     *
     * @param from behind a closing quote
     * @return the quote that opens the rest, or -1
     */
    int continuation(String text, int from) {
        if (this == DUCKDB) {
            return -1;
        }
        boolean newLine = false;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith("--", at)) {
                at = lineEnd(text, at);
                newLine = true;
            } else if (c == ' ' || (c >= '\t' && c <= '\r')) {
                newLine |= isLineEnd(c);
                at++;
            } else {
                return newLine && c == '\'' ? at : -1;
            }
        }
        return -1;
    }

    private boolean isLineEnd(char c) {
        return c == '\n' || (c == '\r' && this != DUCKDB);
    }
}
