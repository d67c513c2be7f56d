package dev.howdah.postgres.error;

/**
 * A stretch of SQL, told apart no further than hiding credentials needs.
 *
 * @param end behind its last character
 */
record SqlPiece(Kind kind, int start, int end) {
    enum Kind {
        WORD,
        /** A name in double quotes. */
        NAME,
        /** A string in any of PostgreSQL's ways to write one; it may lack its end. */
        LITERAL,
        SPACE,
        SYMBOL
    }

    String of(String text) {
        return text.substring(start, end);
    }
}
