package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ListColumn;

/** Encodes hstore: a count, then key and value pairs; a value may be null. */
final class HstoreEncoder extends PairsEncoder {
    HstoreEncoder(ListColumn column, FieldEncoder key, FieldEncoder value) {
        super(column, key, value);
    }

    @Override
    void encode(int row, CopyBuffer out) {
        int start = column.start(row);
        int end = column.ends()[row];
        out.int4(end - start);
        for (int i = start; i < end; i++) {
            requireKey(i);
            key.encodeField(i, out);
            value.encodeField(i, out);
        }
    }
}
