package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ListColumn;
import dev.howdah.postgres.error.HowdahException;

import java.util.List;

/** Encodes lists of lists as arrays whose lower bounds are 1. */
final class ArrayEncoder extends FieldEncoder {
    private static final int LOWER_BOUND = 1;

    private final ListColumn[] levels;
    private final ListShape shape;
    private final int elementOid;
    private final int lowerBound;
    private final FieldEncoder element;

    private ArrayEncoder(
            ListColumn[] levels, int elementOid, int lowerBound, FieldEncoder element) {
        super(levels[0]);
        this.levels = levels;
        this.shape = new ListShape(levels);
        this.elementOid = elementOid;
        this.lowerBound = lowerBound;
        this.element = element;
    }

    /**
     * An encoder of arrays with as many dimensions as there are levels.
     *
     * @param levels from the outermost list to the innermost
     * @param element encodes the innermost list's child
     */
    static ArrayEncoder of(List<ListColumn> levels, int elementOid, FieldEncoder element) {
        return new ArrayEncoder(
                levels.toArray(ListColumn[]::new), elementOid, LOWER_BOUND, element);
    }

    /** An encoder of int2vector and oidvector, which start at 0 and are never empty on the wire. */
    static ArrayEncoder ofVector(ListColumn list, int elementOid, FieldEncoder element) {
        return new ArrayEncoder(new ListColumn[] {list}, elementOid, 0, element);
    }

    @Override
    void prepare(int from, int to) {
        ListShape.prepareChild(levels, element, from, to);
    }

    @Override
    void encode(int row, CopyBuffer out) {
        shape.measure(row);
        int count = shape.count();
        if (count == 0 && lowerBound == 0) {
            throw HowdahException.data(
                    "an empty int2vector or oidvector has no binary form;"
                            + " SET pg_use_binary_copy = false writes it as text");
        }
        out.int4(count == 0 ? 0 : shape.dimensions());
        int flags = out.reserve(4);
        out.int4(elementOid);
        for (int level = 0; count > 0 && level < shape.dimensions(); level++) {
            out.int4(shape.size(level));
            out.int4(lowerBound);
        }
        int hasNulls = 0;
        int first = shape.first();
        for (int i = first; i < first + count; i++) {
            hasNulls |= element.isNull(i) ? 1 : 0;
            element.encodeField(i, out);
        }
        BigEndian.putInt4(out.bytes(), flags, hasNulls);
    }
}
