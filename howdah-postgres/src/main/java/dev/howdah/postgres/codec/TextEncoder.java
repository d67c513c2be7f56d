package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.BytesColumn;

/** Encodes text, the label of an enum and json: their bytes, without any zero byte. */
class TextEncoder extends FieldEncoder {
    private final BytesColumn column;
    private final ZeroBytes zeroBytes;
    private boolean mayHoldZeroBytes;

    TextEncoder(BytesColumn column, ZeroBytes zeroBytes) {
        super(column);
        this.column = column;
        this.zeroBytes = zeroBytes;
    }

    @Override
    void prepare(int from, int to) {
        mayHoldZeroBytes =
                from < to
                        && ZeroBytes.occur(
                                column.bytes(), column.start(from), column.ends()[to - 1]);
    }

    @Override
    void encode(int row, CopyBuffer out) {
        int start = column.start(row);
        int end = column.ends()[row];
        if (mayHoldZeroBytes) {
            zeroBytes.append(column.bytes(), start, end, out);
        } else {
            out.append(column.bytes(), start, end - start);
        }
    }
}
