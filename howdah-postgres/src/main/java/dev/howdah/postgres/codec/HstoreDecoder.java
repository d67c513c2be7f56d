package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ListColumn;

/** Decodes hstore: a count, then key and value pairs; a value may be null. */
final class HstoreDecoder extends FieldDecoder {
    private static final int HEADER = 4;

    /** The two lengths. */
    private static final int LEAST_PAIR_BYTES = 8;

    private final ListColumn column;
    private final FieldDecoder key;
    private final FieldDecoder value;

    HstoreDecoder(ListColumn column, FieldDecoder key, FieldDecoder value) {
        super(column);
        this.column = column;
        this.key = key;
        this.value = value;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireAtLeast(length, HEADER, "hstore");
        int count = BigEndian.int4(buffer, offset);
        int at = offset + HEADER;
        int end = offset + length;
        if (count < 0 || count > (end - at) / LEAST_PAIR_BYTES) {
            throw malformed("an hstore claims " + count + " pairs in " + length + " bytes");
        }
        int first = column.reserve(row, count);
        for (int i = 0; i < count; i++) {
            requireAtLeast(end - at, HEADER, "hstore");
            if (BigEndian.int4(buffer, at) < 0) {
                throw malformed("an hstore has a null key");
            }
            at = decodeNested(key, buffer, at, end, first + i);
            at = decodeNested(value, buffer, at, end, first + i);
        }
        if (at != end) {
            throw malformed("an hstore has " + (end - at) + " bytes too many");
        }
    }
}
