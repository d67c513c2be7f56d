package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.Int128Column;

/** Encodes timetz; its offset is held as seconds east of UTC and sent as seconds west. */
final class TimetzEncoder extends FieldEncoder {
    private final Int128Column column;

    TimetzEncoder(Int128Column column) {
        super(column);
        this.column = column;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        long[] values = column.values();
        out.int8(TimeRange.require(values[2 * row]));
        out.int4(-TimeRange.requireOffset(values[2 * row + 1]));
    }
}
