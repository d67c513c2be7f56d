package dev.howdah.postgres.codec;

import java.nio.charset.StandardCharsets;

/** Writes a numeric as PostgreSQL prints it: all of its decimals, no exponent. */
final class NumericText {
    private NumericText() {}

    /** Bytes that {@link #write} fills. */
    static int length(
            byte[] buffer, int digits, int count, int weight, boolean negative, int displayScale) {
        int whole =
                count == 0 || weight < 0
                        ? 1
                        : NumericDecoder.decimalDigits(NumericDecoder.digit(buffer, digits, 0))
                                + NumericDecoder.BASE_DIGITS * weight;
        return (negative ? 1 : 0) + whole + (displayScale > 0 ? 1 + displayScale : 0);
    }

    /** Writes the text at {@code start} of the target. */
    static void write(
            byte[] buffer,
            int digits,
            int count,
            int weight,
            boolean negative,
            int displayScale,
            byte[] target,
            int start) {
        int at = start;
        if (negative) {
            target[at++] = '-';
        }
        if (count == 0 || weight < 0) {
            target[at++] = '0';
        } else {
            at = writeWhole(buffer, digits, count, weight, target, at);
        }
        if (displayScale > 0) {
            target[at++] = '.';
            writeFraction(buffer, digits, count, weight, displayScale, target, at);
        }
    }

    /** The same as a string, for messages and for parsing. */
    static String format(
            byte[] buffer, int digits, int count, int weight, boolean negative, int displayScale) {
        byte[] text = new byte[length(buffer, digits, count, weight, negative, displayScale)];
        write(buffer, digits, count, weight, negative, displayScale, text, 0);
        return new String(text, StandardCharsets.US_ASCII);
    }

    private static int writeWhole(
            byte[] buffer, int digits, int count, int weight, byte[] target, int start) {
        int first = NumericDecoder.digit(buffer, digits, 0);
        int width = NumericDecoder.decimalDigits(first);
        writeDigit(first, width, target, start);
        int at = start + width;
        for (int i = 1; i <= weight; i++) {
            int digit = i < count ? NumericDecoder.digit(buffer, digits, i) : 0;
            writeDigit(digit, NumericDecoder.BASE_DIGITS, target, at);
            at += NumericDecoder.BASE_DIGITS;
        }
        return at;
    }

    private static void writeFraction(
            byte[] buffer, int digits, int count, int weight, int scale, byte[] target, int start) {
        int index = weight + 1;
        int left = scale;
        int at = start;
        while (left > 0) {
            int digit =
                    index >= 0 && index < count ? NumericDecoder.digit(buffer, digits, index) : 0;
            int width = Math.min(left, NumericDecoder.BASE_DIGITS);
            writeDigit(
                    digit / PowersOfTen.asInt(NumericDecoder.BASE_DIGITS - width),
                    width,
                    target,
                    at);
            at += width;
            left -= width;
            index++;
        }
    }

    private static void writeDigit(int digit, int width, byte[] target, int start) {
        int rest = digit;
        for (int at = start + width - 1; at >= start; at--) {
            target[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
