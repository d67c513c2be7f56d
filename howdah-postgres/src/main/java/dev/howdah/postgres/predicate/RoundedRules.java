package dev.howdah.postgres.predicate;

import dev.howdah.postgres.predicate.Expression.Cast;
import dev.howdah.postgres.predicate.Expression.ColumnReference;
import dev.howdah.postgres.predicate.Expression.Comparison;
import dev.howdah.postgres.predicate.Expression.ComparisonOperator;
import dev.howdah.postgres.predicate.Expression.Literal;
import dev.howdah.postgres.type.KnownType;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.math.BigDecimal;
import java.util.List;

/**
 * Decimal columns that the host sees as the nearest double.
 *
 * <p>Rounding keeps order, so a bound that holds for the rounded value holds for the exact one up
 * to the double's neighbour. Never exact.
 */
final class RoundedRules {
    /** Up to so many digits a host's division yields the nearest double. */
    private static final int EXACT_DIGITS = 15;

    private RoundedRules() {}

    /** Whether the operand is a numeric column that the host has rounded to a double. */
    static boolean isRounded(Expression expression) {
        if (expression instanceof ColumnReference column) {
            return column.logical() == Scalar.FLOAT8 && Operands.isPlain(column, KnownType.NUMERIC);
        }
        return expression instanceof Cast cast
                && cast.target() == Scalar.FLOAT8
                && cast.operand() instanceof ColumnReference column
                && column.logical() instanceof Decimal decimal
                && decimal.precision() <= EXACT_DIGITS
                && Operands.isPlain(column, KnownType.NUMERIC);
    }

    /** A condition for the rows of which the comparison of the rounded value is true. */
    static Answer compare(Comparison comparison) {
        if (!(comparison.right() instanceof Literal literal) || literal.type() != Scalar.FLOAT8) {
            return Answer.NOTHING;
        }
        double bound = Double.parseDouble(literal.text());
        if (Double.isNaN(bound)
                || Double.isInfinite(Math.nextUp(bound))
                || Double.isInfinite(Math.nextDown(bound))) {
            return Answer.NOTHING;
        }
        Expression column =
                comparison.left() instanceof Cast cast ? cast.operand() : comparison.left();
        return switch (comparison.operator()) {
            case EQUAL, NOT_DISTINCT ->
                    Answer.superset(
                            new Expression.And(
                                    List.of(
                                            above(column, Math.nextDown(bound)),
                                            below(column, Math.nextUp(bound)))));
            case LESS -> Answer.superset(below(column, bound));
            case LESS_OR_EQUAL -> Answer.superset(below(column, Math.nextUp(bound)));
            case GREATER -> Answer.superset(above(column, bound));
            case GREATER_OR_EQUAL -> Answer.superset(above(column, Math.nextDown(bound)));
            // Nearly every row: not worth asking.
            case NOT_EQUAL, DISTINCT -> Answer.NOTHING;
        };
    }

    private static Comparison above(Expression column, double bound) {
        return new Comparison(ComparisonOperator.GREATER_OR_EQUAL, column, exact(bound));
    }

    private static Comparison below(Expression column, double bound) {
        return new Comparison(ComparisonOperator.LESS_OR_EQUAL, column, exact(bound));
    }

    private static Literal exact(double value) {
        return new Literal(Operands.WHOLE_NUMBER, new BigDecimal(value).toString());
    }
}
