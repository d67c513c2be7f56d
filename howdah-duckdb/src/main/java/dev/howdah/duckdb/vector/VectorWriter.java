package dev.howdah.duckdb.vector;

import dev.howdah.duckdb.nativeapi.NativeVector;
import dev.howdah.postgres.column.ColumnBuffer;

/** Copies the first rows of a column into a vector, nulls included. Keeps no state. */
public final class VectorWriter {
    private final ValueWriter values;

    VectorWriter(ValueWriter values) {
        this.values = values;
    }

    /**
     * @param source of the class that {@link dev.howdah.postgres.column.RowBatch#of} makes for the
     *     writer's type
     */
    public void write(ColumnBuffer source, int rows, NativeVector target) {
        if (rows == 0) {
            return;
        }
        values.write(source, rows, target);
        if (source.hasNulls()) {
            target.writeValidity(source.validity(), rows);
        }
    }

    /** Copies values; what it leaves in null rows does not matter. */
    @FunctionalInterface
    interface ValueWriter {
        void write(ColumnBuffer source, int rows, NativeVector target);
    }
}
