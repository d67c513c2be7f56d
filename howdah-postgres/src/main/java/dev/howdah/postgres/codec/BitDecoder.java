package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.BytesColumn;

/** Decodes bit and varbit: the number of bits, then the bits from the left. */
final class BitDecoder extends FieldDecoder {
    private static final int HEADER = 4;

    private final BytesColumn column;

    BitDecoder(BytesColumn column) {
        super(column);
        this.column = column;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireAtLeast(length, HEADER, "bit");
        int bits = BigEndian.int4(buffer, offset);
        int bytes = length - HEADER;
        int unused = (int) (8L * bytes - bits);
        if (bits < 0 || unused < 0 || unused > 7) {
            throw malformed(bits + " bits came in " + bytes + " bytes");
        }
        int start = column.reserve(row, bytes + 1);
        byte[] target = column.bytes();
        target[start] = (byte) unused;
        System.arraycopy(buffer, offset + HEADER, target, start + 1, bytes);
        if (unused > 0) {
            target[start + bytes] &= (byte) (0xff << unused);
        }
    }
}
