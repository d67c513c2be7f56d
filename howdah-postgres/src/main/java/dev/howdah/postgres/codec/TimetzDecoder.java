package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.Int128Column;

/** Decodes timetz; its offset is sent as seconds west of UTC and held as seconds east. */
final class TimetzDecoder extends FieldDecoder {
    /** PostgreSQL's own limit: less than sixteen hours. */
    private static final int MAX_OFFSET_SECONDS = 16 * 3600 - 1;

    private final Int128Column column;

    TimetzDecoder(Int128Column column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireLength(length, 12, "timetz");
        int west = BigEndian.int4(buffer, offset + 8);
        if (west < -MAX_OFFSET_SECONDS || west > MAX_OFFSET_SECONDS) {
            throw malformed("a timetz is " + west + " seconds west of UTC");
        }
        column.set(row, TimeDecoder.microsOfDay(buffer, offset), -(long) west);
    }
}
