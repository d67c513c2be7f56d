package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.BytesColumn;

/**
 * Copies values whose binary form is what the column holds: text, varchar, name, citext, json and
 * bytea. The server has made sure that text is valid UTF-8, the client's encoding.
 */
final class BytesDecoder extends FieldDecoder {
    private final BytesColumn column;

    BytesDecoder(BytesColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        column.set(row, buffer, offset, length);
    }
}
