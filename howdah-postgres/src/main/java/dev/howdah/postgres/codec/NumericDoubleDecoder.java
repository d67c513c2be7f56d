package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.DoubleColumn;
import dev.howdah.postgres.error.HowdahException;

/** Decodes numeric as the nearest double; NaN and the infinities are the double's own. */
final class NumericDoubleDecoder extends NumericDecoder {
    private static final long MAX_EXACT = 1L << 53;
    private static final int MAX_SHORT_DIGITS = 4;

    private final DoubleColumn column;

    NumericDoubleDecoder(DoubleColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decodeFinite(
            byte[] buffer,
            int digits,
            int count,
            int weight,
            boolean negative,
            int displayScale,
            int row) {
        if (count <= MAX_SHORT_DIGITS) {
            long significand = 0;
            for (int i = 0; i < count; i++) {
                significand = significand * BASE + digit(buffer, digits, i);
            }
            int exponent = BASE_DIGITS * (weight - count + 1);
            while (significand > MAX_EXACT && significand % 10 == 0) {
                significand /= 10;
                exponent++;
            }
            // Both are exact, so the one operation on them rounds once and correctly.
            if (significand <= MAX_EXACT && Math.abs(exponent) <= PowersOfTen.MAX_DOUBLE) {
                double value =
                        exponent < 0
                                ? significand / PowersOfTen.asDouble(-exponent)
                                : significand * PowersOfTen.asDouble(exponent);
                column.set(row, negative ? -value : value);
                return;
            }
        }
        String text =
                count == 0
                        ? "0"
                        : NumericText.format(buffer, digits, count, weight, negative, displayScale);
        column.set(row, parse(text));
    }

    @Override
    void decodeNonFinite(double value, int row) {
        column.set(row, value);
    }

    private static double parse(String text) {
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw HowdahException.data(
                    "the numeric "
                            + DecimalDecoder.abbreviate(text)
                            + " is too large for a double; SET pg_numeric_as = 'varchar' reads it"
                            + " exactly");
        }
        return value;
    }
}
