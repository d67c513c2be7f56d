package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.function.ChunkWriter;
import dev.howdah.duckdb.function.Scanner;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.scan.RowStream;

import java.util.function.IntFunction;

/** Hands on some columns of a stream whose columns can't be chosen beforehand. */
final class SelectingScanner implements Scanner {
    private final RowStream stream;
    private final int[] columns;
    private final IntFunction<String> place;

    SelectingScanner(RowStream stream, int[] columns, IntFunction<String> place) {
        this.stream = stream;
        this.columns = columns.clone();
        this.place = place;
    }

    @Override
    public int maxThreads() {
        return 1;
    }

    @Override
    public boolean next(ChunkWriter chunk) {
        RowBatch batch = stream.next();
        if (batch == null) {
            return false;
        }
        try {
            chunk.write(batch.select(columns), i -> place.apply(columns[i]));
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
