package dev.howdah.cli.shell;

import java.util.List;

/** The language of a shell's statements. */
public interface Language {
    /** Cuts a text into statements; never fails. */
    Script read(String text);

    /** The pieces of a text in order; what lies between them is white space and comments. */
    List<Piece> pieces(String text);

    /** A text as it may be kept: without passwords. */
    String masked(String text);

    /**
     * A text, read.
     *
     * @param statements in order, the last one perhaps unfinished
     * @param complete whether the last statement has its end
     */
    record Script(List<Statement> statements, boolean complete) {
        public Script {
            statements = List.copyOf(statements);
        }
    }

    /**
     * A statement.
     *
     * @param decidesPlace whether those after it were meant for another place if it fails
     */
    record Statement(String text, boolean decidesPlace) {}

    /**
     * A word or sign of a text.
     *
     * @param word it, if it may be a keyword
     */
    record Piece(Kind kind, String word, int start, int end) {
        /** What a piece is. */
        public enum Kind {
            WORD,
            TEXT,
            NUMBER,
            OTHER
        }
    }
}
