package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.BytesColumn;

/**
 * Decodes "char", one byte, as the text that PostgreSQL 16 and later print: zero is empty, and a
 * byte that is no ASCII character is a backslash and three octal digits.
 */
final class CharDecoder extends FieldDecoder {
    private final BytesColumn column;

    CharDecoder(BytesColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireLength(length, 1, "\"char\"");
        int value = buffer[offset];
        if (value >= 0) {
            column.set(row, buffer, offset, value == 0 ? 0 : 1);
            return;
        }
        int start = column.reserve(row, 4);
        byte[] bytes = column.bytes();
        bytes[start] = '\\';
        bytes[start + 1] = (byte) ('0' + ((value >> 6) & 3));
        bytes[start + 2] = (byte) ('0' + ((value >> 3) & 7));
        bytes[start + 3] = (byte) ('0' + (value & 7));
    }
}
