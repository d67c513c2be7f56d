package dev.howdah.postgres.type;

import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.MappingOptions.NumericAs;

import java.util.Optional;

/**
 * The precision and scale that the modifier of a numeric says. Since PostgreSQL 15 the scale may be
 * negative or larger than the precision.
 */
record NumericModifier(int precision, int scale) {
    private static final int HEADER = 4;
    private static final int SCALE_MASK = 0x7ff;
    private static final int SCALE_SIGN = 0x400;

    /** What a numeric with this modifier becomes. */
    static LogicalType map(int typmod, MappingOptions options) {
        Optional<Decimal> exact = of(typmod).flatMap(NumericModifier::exactDecimal);
        if (exact.isPresent()) {
            return exact.get();
        }
        NumericAs choice = options.numericAs();
        if (choice instanceof NumericAs.ExactDecimal decimal) {
            return decimal.type();
        }
        return choice instanceof NumericAs.ExactText ? Scalar.TEXT : Scalar.FLOAT8;
    }

    /** The decimal that holds just the values of this modifier, if there is one. */
    static Optional<LogicalType> exactly(int typmod) {
        return of(typmod)
                .filter(modifier -> modifier.scale >= 0 && modifier.scale <= modifier.precision)
                .flatMap(NumericModifier::exactDecimal)
                .map(LogicalType.class::cast);
    }

    private static Optional<NumericModifier> of(int typmod) {
        if (typmod < HEADER) {
            return Optional.empty();
        }
        int bits = typmod - HEADER;
        int scale = ((bits & SCALE_MASK) ^ SCALE_SIGN) - SCALE_SIGN;
        return Optional.of(new NumericModifier((bits >>> 16) & 0xffff, scale));
    }

    /** The narrowest decimal that holds every such value: numeric(5,-2) has seven digits. */
    private Optional<Decimal> exactDecimal() {
        int digits = scale < 0 ? precision - scale : Math.max(precision, scale);
        if (digits < 1 || digits > Decimal.MAX_PRECISION) {
            return Optional.empty();
        }
        return Optional.of(new Decimal(digits, Math.max(scale, 0)));
    }
}
