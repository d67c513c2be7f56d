package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.BytesColumn;

/** Encodes jsonb: a version and the text. */
final class JsonbEncoder extends TextEncoder {
    private static final int VERSION = 1;

    JsonbEncoder(BytesColumn column, ZeroBytes zeroBytes) {
        super(column, zeroBytes);
    }

    @Override
    void encode(int row, CopyBuffer out) {
        out.int1(VERSION);
        super.encode(row, out);
    }
}
