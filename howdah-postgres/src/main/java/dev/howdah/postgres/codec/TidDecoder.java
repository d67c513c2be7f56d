package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.LongColumn;

/** Decodes the place of a row: its block in the upper bits, its offset in the lower sixteen. */
final class TidDecoder extends FieldDecoder {
    private final LongColumn column;

    TidDecoder(LongColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireLength(length, 6, "tid");
        long block = Integer.toUnsignedLong(BigEndian.int4(buffer, offset));
        column.set(row, block << 16 | Short.toUnsignedInt(BigEndian.int2(buffer, offset + 4)));
    }
}
