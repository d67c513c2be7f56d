package dev.howdah.kuzu.predicate;

import dev.howdah.kuzu.cypher.Literal;

/**
 * A value with the function that makes its type.
 *
 * @param literal the value
 * @param function {@code DATE}, {@code TIMESTAMP} or {@code UUID} around a text; empty without
 */
public record Constant(Literal literal, String function) {
    /** A value by itself. */
    public static Constant of(Literal literal) {
        return new Constant(literal, "");
    }
}
