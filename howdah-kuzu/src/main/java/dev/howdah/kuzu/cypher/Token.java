package dev.howdah.kuzu.cypher;

import java.util.Locale;
import java.util.Objects;

/**
 * A piece of Cypher.
 *
 * @param kind what it is
 * @param value the name or text without its quotes (as Kùzu decodes them), a parameter's name, or
 *     the characters as they stand
 * @param start where it begins in the text, in UTF-16 units
 * @param end where it ends, exclusive
 */
public record Token(Kind kind, String value, int start, int end) {
    public Token {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(value);
    }

    /** What a token is. */
    public enum Kind {
        /** A keyword or a name without quotes. */
        WORD,
        /** A name in backticks. */
        QUOTED_NAME,
        STRING,
        INTEGER,
        REAL,
        /** {@code $name} or {@code $1}. */
        PARAMETER,
        /** An operator or a bracket, of one or two characters. */
        SYMBOL,
        /** The semicolon. */
        END,
        /** The rest of a text that holds something which is no token. */
        UNREADABLE
    }

    /** Whether it is this keyword (given in capitals) and stands without backticks. */
    public boolean is(String keyword) {
        return kind == Kind.WORD && value.toUpperCase(Locale.ROOT).equals(keyword);
    }

    /** Whether it is this operator or bracket. */
    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && value.equals(symbol);
    }

    /** Whether it can name a thing, as far as its form goes: keywords are words too. */
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** Whether it opens a bracket of any kind. */
    public boolean opens() {
        return isSymbol("(") || isSymbol("[") || isSymbol("{");
    }

    /** Whether it closes a bracket of any kind. */
    public boolean closes() {
        return isSymbol(")") || isSymbol("]") || isSymbol("}");
    }
}
