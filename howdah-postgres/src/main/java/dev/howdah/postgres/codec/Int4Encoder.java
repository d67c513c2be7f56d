package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.IntColumn;

/** Encodes int4 and, as the same 32 bits, oid, xid and cid. */
final class Int4Encoder extends FieldEncoder {
    private final IntColumn column;

    Int4Encoder(IntColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        out.int4(column.values()[row]);
    }
}
