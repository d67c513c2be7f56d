package dev.howdah.postgres.type;

import java.util.Objects;

/**
 * What a user may choose about the mapping of types.
 *
 * @param numericAs what a numeric without precision, or of more than 38 digits, becomes
 * @param numericNan what happens to NaN and ±Infinity in a decimal
 * @param arrayAsVarchar whether every array is read as its text form
 */
public record MappingOptions(
        NumericAs numericAs, NonFiniteNumeric numericNan, boolean arrayAsVarchar) {
    public static final MappingOptions DEFAULT =
            new MappingOptions(new NumericAs.NearestDouble(), NonFiniteNumeric.ERROR, false);

    public MappingOptions {
        Objects.requireNonNull(numericAs);
        Objects.requireNonNull(numericNan);
    }

    /** The setting {@code pg_numeric_as}. */
    public sealed interface NumericAs {
        /** The nearest double; inexact. */
        record NearestDouble() implements NumericAs {}

        /** The exact digits as text. */
        record ExactText() implements NumericAs {}

        /** An exact decimal; a value that does not fit is an error that names it. */
        record ExactDecimal(LogicalType.Decimal type) implements NumericAs {
            public ExactDecimal {
                Objects.requireNonNull(type);
            }
        }
    }

    /** The setting {@code pg_numeric_nan}. */
    public enum NonFiniteNumeric {
        ERROR,
        NULL
    }
}
