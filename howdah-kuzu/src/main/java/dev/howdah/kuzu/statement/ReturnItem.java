package dev.howdah.kuzu.statement;

import java.util.Objects;

/**
 * What one item of RETURN gives its column's name.
 *
 * @param kind what it is
 * @param name the alias, the variable or the property; of {@link Kind#ALL_PROPERTIES} the variable;
 *     empty without
 */
public record ReturnItem(Kind kind, String name) {
    public ReturnItem {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(name);
    }

    /** The kinds of items. */
    public enum Kind {
        /** {@code … AS name}, {@code variable} or {@code variable.property}. */
        NAMED,
        /** {@code *}. */
        ALL,
        /** {@code variable.*}. */
        ALL_PROPERTIES,
        /** Anything else. */
        EXPRESSION
    }
}
