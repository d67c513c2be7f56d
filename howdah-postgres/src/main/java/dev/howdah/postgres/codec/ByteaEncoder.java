package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.BytesColumn;

/** Encodes bytea. */
final class ByteaEncoder extends FieldEncoder {
    private final BytesColumn column;

    ByteaEncoder(BytesColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        int start = column.start(row);
        out.append(column.bytes(), start, column.ends()[row] - start);
    }
}
