package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.StructColumn;

/** Encodes a composite: its attributes, each with the oid of its type. */
final class CompositeEncoder extends FieldEncoder {
    private final int[] oids;
    private final FieldEncoder[] attributes;

    CompositeEncoder(StructColumn column, int[] oids, FieldEncoder[] attributes) {
        super(column);
        this.oids = oids;
        this.attributes = attributes;
    }

    @Override
    void prepare(int from, int to) {
        for (FieldEncoder attribute : attributes) {
            attribute.prepare(from, to);
        }
    }

    @Override
    void encode(int row, CopyBuffer out) {
        out.int4(attributes.length);
        for (int i = 0; i < attributes.length; i++) {
            out.int4(oids[i]);
            attributes[i].encodeField(row, out);
        }
    }
}
