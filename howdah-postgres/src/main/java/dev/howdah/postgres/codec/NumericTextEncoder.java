package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.error.HowdahException;

import java.nio.charset.StandardCharsets;

/** Encodes a number in text, such as 1.50, 1e-7 or NaN, as a numeric with all of its digits. */
final class NumericTextEncoder extends FieldEncoder {
    private static final int BASE_DIGITS = NumericDecoder.BASE_DIGITS;
    private static final int HEADER = 8;

    private final BytesColumn column;
    private final NumberScanner number = new NumberScanner();

    NumericTextEncoder(BytesColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        byte[] bytes = column.bytes();
        int start = column.start(row);
        int end = column.ends()[row];
        if (number.scan(bytes, start, end)) {
            encodeFinite(bytes, out);
            return;
        }
        int sign = nonFinite(bytes, start, end);
        out.int4(0);
        out.int2(sign);
        out.int2(0);
    }

    private void encodeFinite(byte[] bytes, CopyBuffer out) {
        int power = number.firstPower();
        int weight = number.isZero() ? 0 : Math.floorDiv(power, BASE_DIGITS);
        int count =
                number.isZero() ? 0 : weight - Math.floorDiv(number.lastPower(), BASE_DIGITS) + 1;
        if (weight > Short.MAX_VALUE
                || count > Short.MAX_VALUE
                || number.displayScale() > NumericDecoder.MAX_DISPLAY_SCALE) {
            throw HowdahException.data(
                    "the number "
                            + number.text()
                            + " has more digits than PostgreSQL's numeric can hold: 131072 before"
                            + " and 16383 after the point");
        }
        int header = out.reserve(HEADER + 2 * count);
        byte[] target = out.bytes();
        BigEndian.putInt2(target, header, count);
        BigEndian.putInt2(target, header + 2, weight);
        BigEndian.putInt2(
                target,
                header + 4,
                number.isNegative() ? NumericDecoder.NEGATIVE : NumericDecoder.POSITIVE);
        BigEndian.putInt2(target, header + 6, number.displayScale());
        int at = header + HEADER;
        int digit = 0;
        int left = count == 0 ? 0 : number.lastPower() - 1;
        int index = number.first();
        for (; count > 0 && power > left; power--) {
            while (bytes[index] == '.') {
                index++;
            }
            digit = digit * 10 + bytes[index++] - '0';
            if (Math.floorMod(power, BASE_DIGITS) == 0) {
                BigEndian.putInt2(target, at, digit);
                at += 2;
                digit = 0;
            }
        }
        int cut = Math.floorMod(power + 1, BASE_DIGITS);
        if (cut != 0 && count > 0) {
            BigEndian.putInt2(target, at, digit * PowersOfTen.asInt(cut));
        }
    }

    private static int nonFinite(byte[] bytes, int start, int end) {
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8).strip();
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "nan" -> NumericDecoder.NAN;
            case "infinity", "+infinity", "inf", "+inf" -> NumericDecoder.INFINITY;
            case "-infinity", "-inf" -> NumericDecoder.MINUS_INFINITY;
            default ->
                    throw HowdahException.data(
                            "the text \""
                                    + DecimalDecoder.abbreviate(text)
                                    + "\" is no number; write digits with an optional point and"
                                    + " exponent, NaN or Infinity");
        };
    }
}
