package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.BytesColumn;

/** Decodes bpchar without the blanks that only fill it up, as PostgreSQL's own cast to text. */
final class BpcharDecoder extends FieldDecoder {
    private final BytesColumn column;

    BpcharDecoder(BytesColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        int kept = length;
        while (kept > 0 && buffer[offset + kept - 1] == ' ') {
            kept--;
        }
        column.set(row, buffer, offset, kept);
    }
}
