package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ByteColumn;

/** Decodes bool. */
final class BoolDecoder extends FieldDecoder {
    private final ByteColumn column;

    BoolDecoder(ByteColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireLength(length, 1, "bool");
        column.set(row, (byte) (buffer[offset] == 0 ? 0 : 1));
    }
}
