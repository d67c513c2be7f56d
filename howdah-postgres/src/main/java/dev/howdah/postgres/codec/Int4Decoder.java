package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.IntColumn;

/** Decodes int4 and, as the same 32 bits, oid, xid and cid. */
final class Int4Decoder extends FieldDecoder {
    private final IntColumn column;

    Int4Decoder(IntColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireLength(length, 4, "int4");
        column.set(row, BigEndian.int4(buffer, offset));
    }
}
