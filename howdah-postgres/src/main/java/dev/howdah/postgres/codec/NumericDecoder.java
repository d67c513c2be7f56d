package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ColumnBuffer;

/**
 * Takes a numeric apart: base-10000 digits, the weight of the first (as a power of 10000), a sign
 * and the number of decimals that are printed.
 */
abstract class NumericDecoder extends FieldDecoder {
    /** Ten thousand: what one digit on the wire counts to. */
    static final int BASE = 10_000;

    /** Decimal digits in one digit on the wire. */
    static final int BASE_DIGITS = 4;

    private static final int HEADER = 8;
    static final int POSITIVE = 0x0000;
    static final int NEGATIVE = 0x4000;
    static final int NAN = 0xC000;
    static final int INFINITY = 0xD000;
    static final int MINUS_INFINITY = 0xF000;
    static final int MAX_DISPLAY_SCALE = 0x3fff;

    NumericDecoder(ColumnBuffer column) {
        super(column);
    }

    @Override
    final void decode(byte[] buffer, int offset, int length, int row) {
        requireAtLeast(length, HEADER, "numeric");
        int count = BigEndian.int2(buffer, offset);
        int sign = BigEndian.int2(buffer, offset + 4) & 0xffff;
        if (count < 0 || length != HEADER + 2 * count) {
            throw malformed("a numeric of " + count + " digits came in " + length + " bytes");
        }
        if (sign != POSITIVE && sign != NEGATIVE) {
            decodeNonFinite(nonFinite(sign), row);
            return;
        }
        int weight = BigEndian.int2(buffer, offset + 2);
        int displayScale = BigEndian.int2(buffer, offset + 6);
        if (displayScale < 0 || displayScale > MAX_DISPLAY_SCALE) {
            throw malformed("a numeric has the scale " + displayScale);
        }
        int digits = offset + HEADER;
        if (count > 0 && BigEndian.int2(buffer, digits) == 0) {
            throw malformed("a numeric starts with a zero digit");
        }
        decodeFinite(buffer, digits, count, weight, sign == NEGATIVE, displayScale, row);
    }

    /**
     * Writes a finite value.
     *
     * @param digits where the first digit stands; it is not zero
     * @param count digits, 0 for the number zero
     * @param weight the first digit counts 10000 to this power
     */
    abstract void decodeFinite(
            byte[] buffer,
            int digits,
            int count,
            int weight,
            boolean negative,
            int displayScale,
            int row);

    /** Writes NaN or an infinity. */
    abstract void decodeNonFinite(double value, int row);

    /** One digit, 0 to 9999. */
    static int digit(byte[] buffer, int digits, int index) {
        int digit = BigEndian.int2(buffer, digits + 2 * index);
        if (digit < 0 || digit >= BASE) {
            throw malformed("a numeric has the digit " + digit);
        }
        return digit;
    }

    /** Decimal digits of a digit on the wire. */
    static int decimalDigits(int digit) {
        if (digit >= 100) {
            return digit >= 1000 ? 4 : 3;
        }
        return digit >= 10 ? 2 : 1;
    }

    private static double nonFinite(int sign) {
        return switch (sign) {
            case NAN -> Double.NaN;
            case INFINITY -> Double.POSITIVE_INFINITY;
            case MINUS_INFINITY -> Double.NEGATIVE_INFINITY;
            default -> throw malformed("a numeric has the sign " + Integer.toHexString(sign));
        };
    }
}
