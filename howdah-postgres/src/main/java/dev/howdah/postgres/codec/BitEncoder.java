package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.BytesColumn;

/** Encodes bit and varbit: the number of bits, then the bits from the left. */
final class BitEncoder extends FieldEncoder {
    private final BytesColumn column;

    BitEncoder(BytesColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        int start = column.start(row);
        int bytes = column.ends()[row] - start - 1;
        out.int4(8 * bytes - column.bytes()[start]);
        out.append(column.bytes(), start + 1, bytes);
    }
}
