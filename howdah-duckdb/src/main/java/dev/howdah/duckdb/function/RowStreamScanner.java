package dev.howdah.duckdb.function;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.scan.RowStream;

import java.util.Objects;
import java.util.function.IntFunction;

/** Hands a core read to DuckDB, batch for chunk. Owns the stream. */
public final class RowStreamScanner implements Scanner {
    private final RowStream stream;
    private final int maxThreads;
    private final IntFunction<String> place;

    /**
     * @param place names a column of the stream in a failure, with its table and its database
     */
    public RowStreamScanner(RowStream stream, int maxThreads, IntFunction<String> place) {
        this.stream = Objects.requireNonNull(stream);
        this.maxThreads = maxThreads;
        this.place = Objects.requireNonNull(place);
    }

    @Override
    public int maxThreads() {
        return maxThreads;
    }

    @Override
    public boolean next(ChunkWriter chunk) {
        RowBatch batch = stream.next();
        if (batch == null) {
            return false;
        }
        try {
            chunk.write(batch, place);
            return true;
        } finally {
            stream.release(batch);
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
