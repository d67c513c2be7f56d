package dev.howdah.duckdb.vector;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.howdah.duckdb.nativeapi.ResultVector;
import dev.howdah.duckdb.vector.VectorReader.RangeReader;
import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.ListColumn;
import dev.howdah.postgres.column.StructColumn;

import java.lang.foreign.MemorySegment;
import java.util.List;

/** The way back of {@link Nested}. */
final class NestedReaders {
    private NestedReaders() {}

    /**
     * A reader of lists. Their elements may stand anywhere in the child, in any order, more than
     * once: what happens to stand together is copied together.
     */
    static RangeReader list(RangeReader element) {
        return (source, from, count, target, at) -> {
            ListColumn column = (ListColumn) target;
            ResultVector child = source.listChild();
            MemorySegment entries = source.data();
            long runStart = 0;
            int runLength = 0;
            int runTarget = 0;
            for (int i = 0; i < count; i++) {
                if (source.isNull(from + i)) {
                    column.setNull(at + i);
                    continue;
                }
                long entry = 2L * (from + i);
                long start = entries.getAtIndex(JAVA_LONG, entry);
                int length = Math.toIntExact(entries.getAtIndex(JAVA_LONG, entry + 1));
                int reserved = column.reserve(at + i, length);
                if (start == runStart + runLength) {
                    runLength += length;
                } else if (length > 0) {
                    element.read(child, (int) runStart, runLength, column.child(), runTarget);
                    runStart = start;
                    runLength = length;
                    runTarget = reserved;
                }
            }
            element.read(child, Math.toIntExact(runStart), runLength, column.child(), runTarget);
        };
    }

    /**
     * A reader of structs. What stands below a null struct is undefined, so it is not looked at.
     */
    static RangeReader struct(List<RangeReader> fields) {
        return (source, from, count, target, at) -> {
            StructColumn column = (StructColumn) target;
            ResultVector[] children = source.structChildren(fields.size());
            int end = from + count;
            int row = from;
            while (row < end) {
                if (source.isNull(row)) {
                    column.setNull(at + row - from);
                    row++;
                    continue;
                }
                int stop = endOfValues(source, row, end);
                for (int i = 0; i < children.length; i++) {
                    ColumnBuffer field = column.children().get(i);
                    fields.get(i).read(children[i], row, stop - row, field, at + row - from);
                }
                row = stop;
            }
        };
    }

    private static int endOfValues(ResultVector source, int row, int end) {
        if (!source.mayHaveNulls()) {
            return end;
        }
        int stop = row + 1;
        while (stop < end && !source.isNull(stop)) {
            stop++;
        }
        return stop;
    }
}
