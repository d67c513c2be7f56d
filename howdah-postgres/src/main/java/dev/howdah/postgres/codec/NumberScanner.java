package dev.howdah.postgres.codec;

import java.nio.charset.StandardCharsets;

/**
 * Finds the parts of a number in text: an optional sign, digits with an optional point, an optional
 * exponent, blanks around.
 */
final class NumberScanner {
    /** Far beyond what PostgreSQL holds, and far from an overflow. */
    private static final int MAX_EXPONENT = 1_000_000;

    private byte[] bytes = {};
    private int start;
    private int end;
    private int at;
    private boolean negative;

    /** Where the first digit that is not zero stands, -1 if all are zero. */
    private int first;

    private int digits;
    private int firstIndex;
    private int lastIndex;
    private int wholeDigits;
    private int exponent;

    /** Whether the text is a finite number. */
    boolean scan(byte[] text, int from, int to) {
        bytes = text;
        start = from;
        end = to;
        while (start < end && isBlank(bytes[start])) {
            start++;
        }
        while (end > start && isBlank(bytes[end - 1])) {
            end--;
        }
        at = start;
        negative = at < end && bytes[at] == '-';
        if (at < end && (negative || bytes[at] == '+')) {
            at++;
        }
        scanDigits();
        return digits > 0 && scanExponent() && at == end;
    }

    boolean isNegative() {
        return negative && !isZero();
    }

    boolean isZero() {
        return first < 0;
    }

    /** Where the first digit that is not zero stands. */
    int first() {
        return first;
    }

    /** The power of ten of the first digit that is not zero. */
    int firstPower() {
        return wholeDigits + exponent - 1 - firstIndex;
    }

    /** The power of ten of the last digit that is not zero. */
    int lastPower() {
        return wholeDigits + exponent - 1 - lastIndex;
    }

    /** The decimals that PostgreSQL would print. */
    int displayScale() {
        return Math.max(0, digits - wholeDigits - exponent);
    }

    /** The number itself, shortened for a message. */
    String text() {
        return DecimalDecoder.abbreviate(
                new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }

    private void scanDigits() {
        first = -1;
        digits = 0;
        wholeDigits = -1;
        for (; at < end; at++) {
            byte c = bytes[at];
            if (c == '.' && wholeDigits < 0) {
                wholeDigits = digits;
            } else if (c >= '0' && c <= '9') {
                if (c != '0') {
                    lastIndex = digits;
                    if (first < 0) {
                        first = at;
                        firstIndex = digits;
                    }
                }
                digits++;
            } else {
                break;
            }
        }
        wholeDigits = wholeDigits < 0 ? digits : wholeDigits;
    }

    private boolean scanExponent() {
        exponent = 0;
        if (at == end || (bytes[at] != 'e' && bytes[at] != 'E')) {
            return true;
        }
        at++;
        boolean minus = at < end && bytes[at] == '-';
        if (at < end && (minus || bytes[at] == '+')) {
            at++;
        }
        int digitsFrom = at;
        for (; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            exponent = Math.min(MAX_EXPONENT, exponent * 10 + bytes[at] - '0');
        }
        exponent = minus ? -exponent : exponent;
        return at > digitsFrom;
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
