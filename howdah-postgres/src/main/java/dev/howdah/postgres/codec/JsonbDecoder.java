package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.BytesColumn;

/** Decodes jsonb: a version and the text. */
final class JsonbDecoder extends FieldDecoder {
    private static final int VERSION = 1;

    private final BytesColumn column;

    JsonbDecoder(BytesColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireAtLeast(length, 1, "jsonb");
        if (buffer[offset] != VERSION) {
            throw malformed("jsonb came in version " + buffer[offset] + ", not " + VERSION);
        }
        column.set(row, buffer, offset + 1, length - 1);
    }
}
