package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.error.HowdahException;

import java.nio.charset.StandardCharsets;

/** Encodes "char", one byte, from the text that {@link CharDecoder} makes of it. */
final class CharEncoder extends FieldEncoder {
    private static final int OCTAL_LENGTH = 4;

    private final BytesColumn column;

    CharEncoder(BytesColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        int start = column.start(row);
        out.int1(value(column.bytes(), start, column.ends()[row] - start));
    }

    /** The byte that a text means: nothing is zero, a backslash and three octal digits any. */
    static int value(byte[] bytes, int start, int length) {
        if (length == 0) {
            return 0;
        }
        if (length == 1 && bytes[start] > 0) {
            return bytes[start];
        }
        if (length == OCTAL_LENGTH && bytes[start] == '\\') {
            int value = 0;
            for (int i = 1; i < OCTAL_LENGTH; i++) {
                int digit = bytes[start + i] - '0';
                value = digit < 0 || digit > 7 || value < 0 ? -1 : value * 8 + digit;
            }
            if (value >= 0 && value <= 0xff) {
                return value;
            }
        }
        throw HowdahException.data(
                "the text \""
                        + new String(bytes, start, Math.min(length, 64), StandardCharsets.UTF_8)
                        + "\" does not fit into a \"char\", which holds one ASCII character or a"
                        + " byte written as \\ooo; use the column type text instead");
    }
}
