package dev.howdah.postgres.predicate;

import dev.howdah.postgres.predicate.Expression.Arithmetic;
import dev.howdah.postgres.predicate.Expression.Cast;
import dev.howdah.postgres.predicate.Expression.ColumnReference;
import dev.howdah.postgres.predicate.Expression.Comparison;
import dev.howdah.postgres.predicate.Expression.DatePart;
import dev.howdah.postgres.predicate.Expression.Literal;
import dev.howdah.postgres.predicate.Expression.TextCall;
import dev.howdah.postgres.type.KnownType;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.Optional;

/** Exact numbers: integers of any width, decimals, and what is computed from them. */
final class NumberRules {
    /** Products of more operands could outgrow even numeric, which is an error. */
    private static final int DEEPEST_ARITHMETIC = 8;

    private final TextRules texts;

    NumberRules(TextRules texts) {
        this.texts = texts;
    }

    /** What the server compares instead of the operand; empty if it is no exact number. */
    Optional<Expression> operand(Expression expression) {
        return operand(expression, 0);
    }

    private Optional<Expression> operand(Expression expression, int depth) {
        if (expression instanceof Literal literal) {
            return isExactNumber(literal.type()) ? Optional.of(literal) : Optional.empty();
        }
        if (expression instanceof ColumnReference column) {
            return isNumberColumn(column) ? Optional.of(column) : Optional.empty();
        }
        if (expression instanceof Cast cast) {
            return keepsValue(cast) ? operand(cast.operand(), depth) : Optional.empty();
        }
        if (expression instanceof DatePart part) {
            return datePart(part);
        }
        if (expression instanceof TextCall call
                && call.function() == TextCall.Function.CHAR_LENGTH) {
            return texts.length(call);
        }
        if (expression instanceof Arithmetic arithmetic && depth < DEEPEST_ARITHMETIC) {
            return operand(arithmetic.left(), depth + 1)
                    .flatMap(
                            left ->
                                    operand(arithmetic.right(), depth + 1)
                                            .map(right -> calculate(arithmetic, left, right)));
        }
        return Optional.empty();
    }

    /** In numeric, which does not overflow: int4 + int4 would, for rows the host never looks at. */
    private static Expression calculate(Arithmetic arithmetic, Expression left, Expression right) {
        return new Arithmetic(
                arithmetic.operator(),
                new Cast(left, Operands.WHOLE_NUMBER),
                new Cast(right, Operands.WHOLE_NUMBER));
    }

    /** Whether the comparison has the same rows on both sides, NaN included. */
    static boolean isExact(Comparison comparison) {
        if (comparison.left() instanceof ColumnReference
                && comparison.right() instanceof Literal
                && Comparisons.isEquality(comparison.operator())) {
            return true;
        }
        return holdsNoForeignNull(comparison.left()) && holdsNoForeignNull(comparison.right());
    }

    private static boolean holdsNoForeignNull(Expression expression) {
        if (expression instanceof ColumnReference column) {
            return Operands.nullIsShared(column);
        }
        if (expression instanceof Cast cast) {
            return holdsNoForeignNull(cast.operand());
        }
        if (expression instanceof Arithmetic arithmetic) {
            return holdsNoForeignNull(arithmetic.left()) && holdsNoForeignNull(arithmetic.right());
        }
        return true;
    }

    private static boolean isExactNumber(LogicalType type) {
        return type == Scalar.INT2
                || type == Scalar.INT4
                || type == Scalar.INT8
                || type instanceof Decimal;
    }

    private static boolean isNumberColumn(ColumnReference column) {
        if (column.logical() instanceof Decimal) {
            return Operands.isPlain(column, KnownType.NUMERIC);
        }
        return isExactNumber(column.logical())
                && Operands.isPlain(column, KnownType.INT2, KnownType.INT4, KnownType.INT8);
    }

    /** Whether the cast either keeps the value or fails in the host; a lesser scale rounds. */
    private static boolean keepsValue(Cast cast) {
        Optional<LogicalType> source = Operands.typeOf(cast.operand());
        if (source.isEmpty() || !isExactNumber(source.get()) || !isExactNumber(cast.target())) {
            return false;
        }
        return scale(cast.target()) >= scale(source.get());
    }

    private static int scale(LogicalType type) {
        return type instanceof Decimal decimal ? decimal.scale() : 0;
    }

    /** Only of date and timestamp: the parts of a timestamptz depend on each side's time zone. */
    private static Optional<Expression> datePart(DatePart part) {
        if (!(part.operand() instanceof ColumnReference column)) {
            return Optional.empty();
        }
        boolean inDate =
                switch (part.field()) {
                    // PostgreSQL has no year 0 and counts 1 BC as -1, other engines count it as 0.
                    case YEAR -> false;
                    case QUARTER, MONTH, DAY, DOW, ISODOW, DOY -> true;
                    // An error for a date since PostgreSQL 14.
                    case HOUR, MINUTE -> false;
                };
        boolean inTimestamp = part.field() != DatePart.Field.YEAR;
        boolean known =
                (inDate && Operands.isPlain(column, KnownType.DATE))
                        || (inTimestamp && Operands.isPlain(column, KnownType.TIMESTAMP));
        return known ? Optional.of(part) : Optional.empty();
    }
}
