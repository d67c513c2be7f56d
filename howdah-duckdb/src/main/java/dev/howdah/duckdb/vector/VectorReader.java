package dev.howdah.duckdb.vector;

import dev.howdah.duckdb.nativeapi.ResultVector;
import dev.howdah.postgres.column.ColumnBuffer;

/** Copies rows of a vector into a column, nulls included. Keeps no state. */
public final class VectorReader {
    private final RangeReader rows;

    VectorReader(RangeReader rows) {
        this.rows = rows;
    }

    /**
     * Fills an empty column.
     *
     * @param from the first row to copy
     * @param target of the class that {@link dev.howdah.postgres.column.RowBatch#of} makes for the
     *     reader's type, with room for the rows
     */
    public void read(ResultVector source, int from, int count, ColumnBuffer target) {
        rows.read(source, from, count, target, 0);
    }

    RangeReader ranges() {
        return rows;
    }

    /** Copies rows of a vector behind those that a column has already; marks nulls as well. */
    @FunctionalInterface
    interface RangeReader {
        /**
         * @param from the first row of {@code source}
         * @param at the first row of {@code target}, the one after the last that is written
         */
        void read(ResultVector source, int from, int count, ColumnBuffer target, int at);
    }

    /** A reader of values that may be copied before it is known which of them are null. */
    static RangeReader markingNulls(RangeReader values) {
        return (source, from, count, target, at) -> {
            values.read(source, from, count, target, at);
            if (source.mayHaveNulls()) {
                markNulls(source, from, count, target, at);
            }
        };
    }

    private static void markNulls(
            ResultVector source, int from, int count, ColumnBuffer target, int at) {
        int end = from + count;
        int row = from;
        while (row < end) {
            int word = row >>> 6;
            int stop = Math.min(end, (word + 1) << 6);
            long nulls = ~source.validityWord(word) & (-1L << row);
            if ((stop & 63) != 0) {
                nulls &= (1L << stop) - 1;
            }
            while (nulls != 0) {
                target.setNull(at - from + (word << 6) + Long.numberOfTrailingZeros(nulls));
                nulls &= nulls - 1;
            }
            row = stop;
        }
    }
}
