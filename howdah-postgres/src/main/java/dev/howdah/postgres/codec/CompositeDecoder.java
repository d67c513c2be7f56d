package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.StructColumn;

/** Decodes a composite: its attributes, each with the oid of its type. */
final class CompositeDecoder extends FieldDecoder {
    private static final int HEADER = 4;
    private static final int OID_BYTES = 4;

    private final int[] oids;
    private final FieldDecoder[] attributes;

    CompositeDecoder(StructColumn column, int[] oids, FieldDecoder[] attributes) {
        super(column);
        this.oids = oids;
        this.attributes = attributes;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireAtLeast(length, HEADER, "composite");
        int count = BigEndian.int4(buffer, offset);
        if (count != attributes.length) {
            throw malformed(
                    "a composite came with " + count + " attributes, not " + attributes.length);
        }
        int at = offset + HEADER;
        int end = offset + length;
        for (int i = 0; i < attributes.length; i++) {
            requireAtLeast(end - at, OID_BYTES, "oid");
            int oid = BigEndian.int4(buffer, at);
            if (oid != oids[i]) {
                throw malformed(
                        "attribute "
                                + (i + 1)
                                + " of a composite is of the type with oid "
                                + Integer.toUnsignedString(oid)
                                + ", not "
                                + Integer.toUnsignedString(oids[i]));
            }
            at = decodeNested(attributes[i], buffer, at + OID_BYTES, end, row);
        }
        if (at != end) {
            throw malformed("a composite has " + (end - at) + " bytes too many");
        }
    }
}
