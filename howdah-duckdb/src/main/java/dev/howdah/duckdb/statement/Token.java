package dev.howdah.duckdb.statement;

import java.util.Locale;
import java.util.Objects;

/**
 * A piece of a statement; white space and comments are none.
 *
 * @param value the name or text without its quotes, or the characters as they stand
 * @param start where it begins in the text
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
        QUOTED_IDENTIFIER,
        STRING,
        NUMBER,
        /** {@code ?}, {@code ?1}, {@code $1} or {@code $name}. */
        PARAMETER,
        /** One character of an operator or a bracket. */
        SYMBOL,
        /** The semicolon that ends a statement. */
        END,
        /** A quote or comment that never ends: the rest of the text. */
        UNTERMINATED
    }

    /** Whether it is this keyword (given in capitals) and stands without quotes. */
    public boolean is(String keyword) {
        return kind == Kind.WORD && value.toUpperCase(Locale.ROOT).equals(keyword);
    }

    /** Whether it is this one character. */
    public boolean is(char symbol) {
        return kind == Kind.SYMBOL && value.charAt(0) == symbol;
    }

    /** Whether it can name a thing. */
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_IDENTIFIER;
    }
}
