package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.BytesColumn;

import java.nio.charset.StandardCharsets;

/** Decodes numeric as its exact text. */
final class NumericTextDecoder extends NumericDecoder {
    private final BytesColumn column;

    NumericTextDecoder(BytesColumn column) {
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
        int length = NumericText.length(buffer, digits, count, weight, negative, displayScale);
        int start = column.reserve(row, length);
        NumericText.write(
                buffer, digits, count, weight, negative, displayScale, column.bytes(), start);
    }

    @Override
    void decodeNonFinite(double value, int row) {
        byte[] text = Double.toString(value).getBytes(StandardCharsets.US_ASCII);
        column.set(row, text, 0, text.length);
    }
}
