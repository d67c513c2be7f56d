package dev.howdah.postgres.predicate;

import dev.howdah.postgres.predicate.Expression.Arithmetic;
import dev.howdah.postgres.predicate.Expression.Cast;
import dev.howdah.postgres.predicate.Expression.ColumnReference;
import dev.howdah.postgres.predicate.Expression.DatePart;
import dev.howdah.postgres.predicate.Expression.Literal;
import dev.howdah.postgres.predicate.Expression.TextCall;
import dev.howdah.postgres.type.ColumnMapping.Selection;
import dev.howdah.postgres.type.KnownType;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.MappingOptions.NonFiniteNumeric;
import dev.howdah.postgres.type.PgType;

import java.util.Arrays;
import java.util.Optional;

/** What an operand is: its type for the host, and the server's type behind a column. */
public final class Operands {
    /** A decimal of whole numbers, for results that outgrow every integer. */
    static final Decimal WHOLE_NUMBER = new Decimal(Decimal.MAX_PRECISION, 0);

    private Operands() {}

    /** The type that the host gives to an expression that is not a truth value, if it is known. */
    public static Optional<LogicalType> typeOf(Expression expression) {
        if (expression instanceof ColumnReference column) {
            return Optional.of(column.logical());
        }
        if (expression instanceof Literal literal) {
            return Optional.of(literal.type());
        }
        if (expression instanceof Cast cast) {
            return Optional.of(cast.target());
        }
        if (expression instanceof DatePart) {
            return Optional.of(Scalar.INT8);
        }
        if (expression instanceof TextCall call) {
            return Optional.of(
                    switch (call.function()) {
                        case CHAR_LENGTH, OCTET_LENGTH -> Scalar.INT8;
                        case LOWER, UPPER -> Scalar.TEXT;
                    });
        }
        if (expression instanceof Arithmetic arithmetic) {
            return typeOf(arithmetic.left())
                    .flatMap(left -> typeOf(arithmetic.right()).map(right -> wider(left, right)));
        }
        return Optional.empty();
    }

    private static LogicalType wider(LogicalType left, LogicalType right) {
        return isWholeNumber(left) && isWholeNumber(right) ? Scalar.INT8 : right;
    }

    /** The type behind a column, with its domains taken off. */
    static PgType base(ColumnReference column) {
        PgType type = column.mapping().type();
        while (type instanceof PgType.Domain domain) {
            type = domain.base();
        }
        return type;
    }

    /** Whether the column is of one of the types and read as such, not as its text. */
    static boolean isPlain(ColumnReference column, KnownType... types) {
        return column.mapping().selection() instanceof Selection.Plain
                && KnownType.find(base(column))
                        .map(known -> Arrays.asList(types).contains(known))
                        .orElse(false);
    }

    static boolean isWholeNumber(LogicalType type) {
        return type == Scalar.INT2
                || type == Scalar.INT4
                || type == Scalar.INT8
                || (type instanceof Decimal decimal && decimal.scale() == 0);
    }

    /**
     * Whether the host reads null exactly where the server holds null. With pg_numeric_nan = null
     * it reads NaN and infinities as null too.
     */
    static boolean nullIsShared(ColumnReference column) {
        return !(column.logical() instanceof Decimal)
                || column.mapping().options().numericNan() == NonFiniteNumeric.ERROR;
    }
}
