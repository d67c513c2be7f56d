package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ListColumn;
import dev.howdah.postgres.error.HowdahException;

import java.util.List;

/**
 * Decodes arrays as lists of lists. Lower bounds are dropped; an empty array, which has no
 * dimensions, is an empty list.
 */
final class ArrayDecoder extends FieldDecoder {
    private static final int HEADER = 12;
    private static final int DIMENSION_BYTES = 8;
    private static final int LENGTH_BYTES = 4;

    private final ListColumn[] levels;
    private final int elementOid;
    private final FieldDecoder element;

    /**
     * A decoder of arrays with as many dimensions as there are levels.
     *
     * @param levels from the outermost list to the innermost
     * @param elementOid the element type that the server must announce
     * @param element writes into the innermost list's child
     */
    ArrayDecoder(List<ListColumn> levels, int elementOid, FieldDecoder element) {
        super(levels.get(0));
        this.levels = levels.toArray(ListColumn[]::new);
        this.elementOid = elementOid;
        this.element = element;
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        requireAtLeast(length, HEADER, "array");
        int dimensions = BigEndian.int4(buffer, offset);
        int oid = BigEndian.int4(buffer, offset + 8);
        if (oid != elementOid) {
            throw malformed(
                    "an array's elements are of the type with oid "
                            + Integer.toUnsignedString(oid)
                            + ", not "
                            + Integer.toUnsignedString(elementOid));
        }
        if (dimensions == 0) {
            levels[0].reserve(row, 0);
            return;
        }
        if (dimensions != levels.length) {
            throw otherDimensions(dimensions);
        }
        requireAtLeast(length, HEADER + dimensions * DIMENSION_BYTES, "array");
        int elements = offset + HEADER + dimensions * DIMENSION_BYTES;
        int end = offset + length;
        int count = elementCount(buffer, offset, (end - elements) / LENGTH_BYTES);
        if (count == 0) {
            levels[0].reserve(row, 0);
            return;
        }
        decodeElements(buffer, elements, end, count, reserve(buffer, offset, row));
    }

    /** The product of the dimensions, which never exceeds what the bytes have room for. */
    private int elementCount(byte[] buffer, int offset, int limit) {
        long count = 1;
        for (int i = 0; i < levels.length; i++) {
            int size = dimension(buffer, offset, i);
            if (size == 0) {
                return 0;
            }
            count *= size;
            if (size < 0 || count > limit) {
                throw malformed("an array claims more elements than its bytes have room for");
            }
        }
        return (int) count;
    }

    /** Appends the lists of all levels; returns where the elements go in the innermost child. */
    private int reserve(byte[] buffer, int offset, int row) {
        int firstRow = row;
        int rows = 1;
        for (int i = 0; i < levels.length; i++) {
            int size = dimension(buffer, offset, i);
            int start = levels[i].reserve(firstRow, size);
            for (int r = 1; r < rows; r++) {
                levels[i].reserve(firstRow + r, size);
            }
            firstRow = start;
            rows *= size;
        }
        return firstRow;
    }

    private void decodeElements(byte[] buffer, int start, int end, int count, int firstRow) {
        int at = start;
        for (int i = 0; i < count; i++) {
            at = decodeNested(element, buffer, at, end, firstRow + i);
        }
        if (at != end) {
            throw malformed("an array has " + (end - at) + " bytes too many");
        }
    }

    private HowdahException otherDimensions(int dimensions) {
        return HowdahException.data(
                "a value has "
                        + dimensions
                        + " dimensions where the column is declared with "
                        + levels.length
                        + "; SET pg_array_as_varchar = true reads arrays as text");
    }

    private static int dimension(byte[] buffer, int offset, int index) {
        return BigEndian.int4(buffer, offset + HEADER + index * DIMENSION_BYTES);
    }
}
