package dev.howdah.cli.render;

import java.math.BigDecimal;
import java.math.MathContext;

/** Words floating-point numbers as DuckDB does: {@code 1.0}, {@code 1e-05}, {@code nan}. */
public final class FloatText {
    /** From this power of ten on, and below {@link #SMALLEST_PLAIN}, the form is scientific. */
    private static final int LARGEST_PLAIN = 16;

    private static final int SMALLEST_PLAIN = -4;

    private FloatText() {}

    /** The shortest digits that mean this number and no other. */
    public static String of(float value) {
        BigDecimal digits = digits(value, Float.toString(value));
        boolean shorter = digits.precision() == 2 && firstDigit(digits).floatValue() == value;
        return of(value, shorter ? firstDigit(digits) : digits);
    }

    /** The shortest digits that mean this number and no other. */
    public static String of(double value) {
        BigDecimal digits = digits(value, Double.toString(value));
        boolean shorter = digits.precision() == 2 && firstDigit(digits).doubleValue() == value;
        return of(value, shorter ? firstDigit(digits) : digits);
    }

    /** Java's shortest form, which has two digits where one would do: 4.9E-324. */
    private static BigDecimal digits(double value, String javaForm) {
        return Double.isFinite(value)
                ? new BigDecimal(javaForm).stripTrailingZeros()
                : BigDecimal.ZERO;
    }

    private static BigDecimal firstDigit(BigDecimal digits) {
        return digits.round(new MathContext(1));
    }

    private static String of(double value, BigDecimal digits) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value > 0 ? "0.0" : "-0.0";
        }
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= SMALLEST_PLAIN && exponent < LARGEST_PLAIN) {
            return digits.scale() <= 0 ? digits.toPlainString() + ".0" : digits.toPlainString();
        }
        return scientific(digits, exponent);
    }

    private static String scientific(BigDecimal digits, int exponent) {
        String all = digits.unscaledValue().abs().toString();
        String mantissa = all.length() == 1 ? all : all.charAt(0) + "." + all.substring(1);
        return "%s%se%s%02d"
                .formatted(
                        digits.signum() < 0 ? "-" : "",
                        mantissa,
                        exponent < 0 ? "-" : "+",
                        Math.abs(exponent));
    }
}
