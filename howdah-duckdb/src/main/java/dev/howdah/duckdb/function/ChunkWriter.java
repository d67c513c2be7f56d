package dev.howdah.duckdb.function;

import dev.howdah.duckdb.nativeapi.NativeChunk;
import dev.howdah.duckdb.vector.VectorWriter;
import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.HowdahException;

import java.util.List;
import java.util.function.IntFunction;

/** Takes the rows of one chunk. Valid during one {@link Scanner#next} only. */
public final class ChunkWriter {
    private final NativeChunk chunk;
    private final List<VectorWriter> writers;
    private int rows;

    ChunkWriter(NativeChunk chunk, List<VectorWriter> writers) {
        this.chunk = chunk;
        this.writers = writers;
    }

    /**
     * Copies a batch, which may be reused at once.
     *
     * @param batch the columns that {@link Binding#open} was asked for, or none at all where only
     *     the number of rows is of interest: then DuckDB sees nulls
     * @param place what a failure says of a column: where a value that DuckDB can't hold was read
     */
    public void write(RowBatch batch, IntFunction<String> place) {
        List<ColumnBuffer> columns = batch.columns();
        rows = batch.rowCount();
        if (rows > NativeChunk.CAPACITY) {
            throw new IllegalArgumentException(rows + " rows in a batch");
        }
        if (columns.isEmpty()) {
            writeNulls();
            return;
        }
        if (columns.size() != writers.size()) {
            throw new IllegalArgumentException(
                    columns.size() + " columns came where " + writers.size() + " were asked for");
        }
        for (int i = 0; i < columns.size(); i++) {
            try {
                writers.get(i).write(columns.get(i), rows, chunk.vector(i));
            } catch (HowdahException failure) {
                throw failure.in(place.apply(i));
            }
        }
    }

    int rows() {
        return rows;
    }

    private void writeNulls() {
        for (int i = 0; i < writers.size() && rows > 0; i++) {
            chunk.vector(i).writeNulls(rows);
        }
    }
}
