package dev.howdah.postgres.predicate;

import dev.howdah.postgres.predicate.Expression.Comparison;
import dev.howdah.postgres.predicate.Expression.ComparisonOperator;

/** Turns comparisons round: the operands, or the truth. */
final class Comparisons {
    private Comparisons() {}

    /**
     * True where the comparison is false. All types that are compared have a total order, NaN
     * included, so nothing but null escapes both.
     */
    static Comparison negate(Comparison comparison) {
        ComparisonOperator negated =
                switch (comparison.operator()) {
                    case EQUAL -> ComparisonOperator.NOT_EQUAL;
                    case NOT_EQUAL -> ComparisonOperator.EQUAL;
                    case LESS -> ComparisonOperator.GREATER_OR_EQUAL;
                    case LESS_OR_EQUAL -> ComparisonOperator.GREATER;
                    case GREATER -> ComparisonOperator.LESS_OR_EQUAL;
                    case GREATER_OR_EQUAL -> ComparisonOperator.LESS;
                    case DISTINCT -> ComparisonOperator.NOT_DISTINCT;
                    case NOT_DISTINCT -> ComparisonOperator.DISTINCT;
                };
        return new Comparison(negated, comparison.left(), comparison.right());
    }

    /** The same comparison with its operands exchanged. */
    static Comparison mirror(Comparison comparison) {
        ComparisonOperator mirrored =
                switch (comparison.operator()) {
                    case LESS -> ComparisonOperator.GREATER;
                    case LESS_OR_EQUAL -> ComparisonOperator.GREATER_OR_EQUAL;
                    case GREATER -> ComparisonOperator.LESS;
                    case GREATER_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
                    default -> comparison.operator();
                };
        return new Comparison(
                mirrored, /* left= */ comparison.right(), /* right= */ comparison.left());
    }

    static boolean isOrder(ComparisonOperator operator) {
        return switch (operator) {
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            case EQUAL, NOT_EQUAL, DISTINCT, NOT_DISTINCT -> false;
        };
    }

    /** Whether it asks for sameness, null aside. */
    static boolean isEquality(ComparisonOperator operator) {
        return operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_DISTINCT;
    }
}
