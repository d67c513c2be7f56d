package dev.howdah.kuzu.predicate;

import java.util.Arrays;
import java.util.Optional;

/** A comparison; Cypher and SQL write them alike. */
public enum Operator {
    EQUAL("="),
    NOT_EQUAL("<>"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }

    static Optional<Operator> of(String symbol) {
        return Arrays.stream(values()).filter(each -> each.symbol.equals(symbol)).findFirst();
    }

    /** What is true when this is false and neither side is null. */
    Operator negated() {
        return switch (this) {
            case EQUAL -> NOT_EQUAL;
            case NOT_EQUAL -> EQUAL;
            case LESS -> GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> GREATER;
            case GREATER -> LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> LESS;
        };
    }

    /** The same with its sides exchanged. */
    Operator mirrored() {
        return switch (this) {
            case EQUAL, NOT_EQUAL -> this;
            case LESS -> GREATER;
            case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            case GREATER -> LESS;
            case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
        };
    }

    boolean isEquality() {
        return this == EQUAL || this == NOT_EQUAL;
    }

    boolean isUpward() {
        return this == GREATER || this == GREATER_OR_EQUAL;
    }
}
