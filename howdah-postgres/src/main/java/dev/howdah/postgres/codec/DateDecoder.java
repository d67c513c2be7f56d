package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.IntColumn;
import dev.howdah.postgres.error.HowdahException;

/** Decodes date: days since 2000-01-01 become days since 1970-01-01. */
final class DateDecoder extends FieldDecoder {
    /** Days from 1970-01-01 to 2000-01-01. */
    static final int EPOCH_DAYS = 10_957;

    private final IntColumn column;

    DateDecoder(IntColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireLength(length, 4, "date");
        column.set(row, sinceUnixEpoch(BigEndian.int4(buffer, offset)));
    }

    private static int sinceUnixEpoch(int days) {
        if (days < Integer.MAX_VALUE - EPOCH_DAYS && days > Integer.MIN_VALUE) {
            return days + EPOCH_DAYS;
        }
        if (days == Integer.MAX_VALUE) {
            return Integer.MAX_VALUE;
        }
        if (days == Integer.MIN_VALUE) {
            return -Integer.MAX_VALUE;
        }
        throw HowdahException.data("a date " + days + " days after 2000-01-01 is out of range");
    }
}
