package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.LongColumn;

/** Decodes time: microseconds since midnight, 24:00:00 included. */
final class TimeDecoder extends FieldDecoder {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final LongColumn column;

    TimeDecoder(LongColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireLength(length, 8, "time");
        column.set(row, microsOfDay(buffer, offset));
    }

    static long microsOfDay(byte[] buffer, int offset) {
        long micros = BigEndian.int8(buffer, offset);
        if (micros < 0 || micros > MICROS_PER_DAY) {
            throw malformed("a time of " + micros + " microseconds is outside the day");
        }
        return micros;
    }
}
