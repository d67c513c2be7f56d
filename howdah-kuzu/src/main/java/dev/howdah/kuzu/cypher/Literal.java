package dev.howdah.kuzu.cypher;

import dev.howdah.postgres.error.CredentialMask;

import java.util.List;

/** A value as a statement writes it. */
public sealed interface Literal {
    /** A string, decoded. */
    record Text(String value) implements Literal {
        @Override
        public String toString() {
            return "Text[value=" + CredentialMask.mask(value) + "]";
        }
    }

    /** An integer with its sign, in digits. */
    record Whole(String digits) implements Literal {}

    /** A number with a point or an exponent, as written. */
    record Real(String digits) implements Literal {}

    /** True or false. */
    record Bool(boolean value) implements Literal {}

    /** No value. */
    record Null() implements Literal {}

    /** A list in square brackets. */
    record ListOf(List<Literal> elements) implements Literal {
        public ListOf {
            elements = List.copyOf(elements);
        }
    }

    /** A value that comes when the statement runs. */
    record Parameter(String name) implements Literal {}
}
