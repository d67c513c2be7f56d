package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ByteColumn;
import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.column.Int128Column;
import dev.howdah.postgres.error.HowdahException;

import java.nio.charset.StandardCharsets;

/** The text forms of bool, bytea, bit, "char" and uuid. */
final class BytesForm {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private BytesForm() {}

    static void bool(ByteColumn column, int row, CopyBuffer out) {
        out.int1(column.values()[row] == 0 ? 'f' : 't');
    }

    static void bytea(BytesColumn column, int row, CopyBuffer out) {
        out.int2('\\' << 8 | 'x');
        for (int at = column.start(row); at < column.ends()[row]; at++) {
            hex(column.bytes()[at], out);
        }
    }

    static void bit(BytesColumn column, int row, CopyBuffer out) {
        byte[] bytes = column.bytes();
        int start = column.start(row);
        int bits = 8 * (column.ends()[row] - start - 1) - bytes[start];
        for (int i = 0; i < bits; i++) {
            out.int1('0' + (bytes[start + 1 + (i >> 3)] >> (7 - (i & 7)) & 1));
        }
    }

    /** A "char" whose text means the same to every server: they read octal digits since 16. */
    static void character(BytesColumn column, int row, CopyBuffer out) {
        int start = column.start(row);
        int length = column.ends()[row] - start;
        int value = CharEncoder.value(column.bytes(), start, length);
        if (length > 1) {
            throw HowdahException.data(
                    "the \"char\" "
                            + new String(column.bytes(), start, length, StandardCharsets.US_ASCII)
                            + " is no ASCII character and can only be written in binary form;"
                            + " leave the setting pg_use_binary_copy at true, and write it with"
                            + " a statement of many rows");
        }
        if (value != 0) {
            out.int1(value);
        }
    }

    static void uuid(Int128Column column, int row, CopyBuffer out) {
        long[] values = column.values();
        long high = values[2 * row + 1];
        long low = values[2 * row];
        for (int shift = 56; shift >= 0; shift -= 8) {
            hex((byte) (high >>> shift), out);
            if (shift == 32 || shift == 16 || shift == 0) {
                out.int1('-');
            }
        }
        for (int shift = 56; shift >= 0; shift -= 8) {
            hex((byte) (low >>> shift), out);
            if (shift == 48) {
                out.int1('-');
            }
        }
    }

    private static void hex(byte value, CopyBuffer out) {
        out.int2(HEX[value >> 4 & 15] << 8 | HEX[value & 15]);
    }
}
