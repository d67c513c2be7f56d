package dev.howdah.postgres.predicate;

import dev.howdah.postgres.predicate.Expression.Cast;
import dev.howdah.postgres.predicate.Expression.ColumnReference;
import dev.howdah.postgres.predicate.Expression.Comparison;
import dev.howdah.postgres.predicate.Expression.ComparisonOperator;
import dev.howdah.postgres.predicate.Expression.In;
import dev.howdah.postgres.predicate.Expression.Literal;
import dev.howdah.postgres.predicate.Expression.Not;
import dev.howdah.postgres.predicate.Expression.TypedLiteral;
import dev.howdah.postgres.type.KnownType;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.PgType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The rules for comparisons and lists of values, one family of types after the other. */
final class ComparisonRules {
    /** Types that both sides compare alike, whatever the operator. */
    private static final Map<Scalar, KnownType> ALIKE =
            Map.of(
                    Scalar.BOOLEAN, KnownType.BOOL,
                    Scalar.BYTEA, KnownType.BYTEA,
                    Scalar.DATE, KnownType.DATE,
                    Scalar.TIME, KnownType.TIME,
                    Scalar.TIMESTAMP, KnownType.TIMESTAMP,
                    Scalar.TIMESTAMPTZ, KnownType.TIMESTAMPTZ,
                    // Both take a month for 30 days and a day for 24 hours.
                    Scalar.INTERVAL, KnownType.INTERVAL,
                    Scalar.UUID, KnownType.UUID,
                    // xid and cid are read as the same type but have no order on the server.
                    Scalar.UINT4, KnownType.OID);

    private final TextRules texts;
    private final NumberRules numbers;

    ComparisonRules(TextRules texts) {
        this.texts = texts;
        this.numbers = new NumberRules(texts);
    }

    /** A condition for the rows of which the comparison is true. */
    Answer rows(Comparison comparison) {
        if (isConstant(comparison.left())) {
            return isConstant(comparison.right())
                    ? Answer.NOTHING
                    : rows(Comparisons.mirror(comparison));
        }
        if (comparison.operator() == ComparisonOperator.NOT_DISTINCT
                && isConstant(comparison.right())) {
            // The same rows, and an index serves = but not IS NOT DISTINCT FROM.
            return rows(
                    new Comparison(
                            ComparisonOperator.EQUAL, comparison.left(), comparison.right()));
        }
        if (RoundedRules.isRounded(comparison.left())) {
            return RoundedRules.compare(comparison);
        }
        Optional<Comparison> numeric =
                both(
                        comparison,
                        numbers.operand(comparison.left()),
                        numbers.operand(comparison.right()));
        if (numeric.isPresent()) {
            return Answer.of(numeric.get(), NumberRules.isExact(comparison));
        }
        Optional<Comparison> alike =
                both(comparison, alike(comparison.left()), alike(comparison.right()));
        if (alike.isPresent() && comparable(comparison.left(), comparison.right())) {
            return Answer.exact(alike.get());
        }
        if (isEnumeration(comparison.left())) {
            return enumeration(comparison);
        }
        return texts.compare(comparison);
    }

    /** A condition for the rows whose operand is, or is not, in the list. */
    Answer rows(In in, boolean truth) {
        if (in.values().isEmpty()) {
            return Answer.NOTHING;
        }
        if (texts.isText(in.operand())) {
            return texts.in(in, truth);
        }
        ComparisonOperator operator =
                truth ? ComparisonOperator.EQUAL : ComparisonOperator.NOT_EQUAL;
        List<Expression> values = new ArrayList<>();
        boolean exact = true;
        Expression operand = null;
        for (Expression value : in.values()) {
            // A list is as good as its values: each must be pushed as the one comparison.
            Answer answer = rows(new Comparison(operator, in.operand(), value));
            if (!(answer.condition().orElse(null) instanceof Comparison comparison)
                    || comparison.operator() != operator) {
                return Answer.NOTHING;
            }
            exact &= answer.exact();
            operand = comparison.left();
            values.add(comparison.right());
        }
        In list = new In(Objects.requireNonNull(operand), values);
        return Answer.of(truth ? list : new Not(list), exact);
    }

    private static boolean isConstant(Expression expression) {
        return expression instanceof Literal;
    }

    private static Optional<Comparison> both(
            Comparison comparison, Optional<Expression> left, Optional<Expression> right) {
        return left.flatMap(
                first -> right.map(second -> new Comparison(comparison.operator(), first, second)));
    }

    /** An operand that is compared as it is: a column of the types above, a constant of one. */
    private static Optional<Expression> alike(Expression expression) {
        if (expression instanceof Literal literal) {
            boolean known =
                    literal.type() instanceof Scalar scalar
                            && (ALIKE.containsKey(scalar) || isFloat(scalar));
            return known ? Optional.of(literal) : Optional.empty();
        }
        if (expression instanceof ColumnReference column
                && column.logical() instanceof Scalar scalar) {
            KnownType required =
                    switch (scalar) {
                        // NaN is the greatest value and equal to itself on both sides.
                        case FLOAT4 -> KnownType.FLOAT4;
                        case FLOAT8 -> KnownType.FLOAT8;
                        default -> ALIKE.get(scalar);
                    };
            return required != null && Operands.isPlain(column, required)
                    ? Optional.of(column)
                    : Optional.empty();
        }
        return expression instanceof Cast cast ? alikeCast(cast) : Optional.empty();
    }

    private static Optional<Expression> alikeCast(Cast cast) {
        if (!(cast.operand() instanceof ColumnReference column)) {
            return Optional.empty();
        }
        if (cast.target() == Scalar.TIMESTAMP && Operands.isPlain(column, KnownType.DATE)) {
            // The server compares dates with timestamps directly; its cast could overflow.
            return Optional.of(column);
        }
        boolean whole = Operands.isPlain(column, KnownType.INT2, KnownType.INT4, KnownType.INT8);
        boolean rounds = cast.target() == Scalar.FLOAT4 || cast.target() == Scalar.FLOAT8;
        boolean widens =
                cast.target() == Scalar.FLOAT8 && Operands.isPlain(column, KnownType.FLOAT4);
        // Whole numbers round to the nearest float on both sides; none is out of range.
        return (whole && rounds) || widens ? Optional.of(cast) : Optional.empty();
    }

    private static boolean isFloat(Scalar scalar) {
        return scalar == Scalar.FLOAT4 || scalar == Scalar.FLOAT8;
    }

    private static boolean comparable(Expression left, Expression right) {
        Optional<LogicalType> type = Operands.typeOf(left);
        return type.isPresent() && type.equals(Operands.typeOf(right));
    }

    private static boolean isEnumeration(Expression expression) {
        return expression instanceof ColumnReference column
                && column.logical() instanceof LogicalType.Enumeration
                && Operands.base(column) instanceof PgType.Enumeration;
    }

    /** Only sameness: hosts compare some enum expressions by label, the server by position. */
    private static Answer enumeration(Comparison comparison) {
        ColumnReference column = (ColumnReference) comparison.left();
        PgType.Enumeration type = (PgType.Enumeration) Operands.base(column);
        if (Comparisons.isOrder(comparison.operator())
                || !(comparison.right() instanceof Literal label)
                // A label that the type lacks is an error on the server.
                || !type.labels().contains(label.text())) {
            return Answer.NOTHING;
        }
        return Answer.exact(
                new Comparison(
                        comparison.operator(), column, new TypedLiteral(type, label.text())));
    }
}
