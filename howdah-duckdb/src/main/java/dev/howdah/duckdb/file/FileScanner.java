package dev.howdah.duckdb.file;

import dev.howdah.duckdb.function.ChunkWriter;
import dev.howdah.duckdb.function.Scanner;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** Reads files one after the other, on one thread at a time. */
final class FileScanner implements Scanner {
    private final Iterator<Path> files;
    private final List<FileColumn> columns;
    private final int[] wanted;
    private final int bufferBytes;
    private @Nullable BinaryFileReader reader;
    private boolean closed;

    FileScanner(List<Path> files, List<FileColumn> columns, int[] wanted, int bufferBytes) {
        this.files = files.iterator();
        this.columns = columns;
        this.wanted = wanted.clone();
        this.bufferBytes = bufferBytes;
    }

    @Override
    public int maxThreads() {
        return 1;
    }

    @Override
    public synchronized boolean next(ChunkWriter chunk) {
        while (!closed) {
            if (reader == null) {
                if (!files.hasNext()) {
                    return false;
                }
                reader = open(files.next());
            }
            RowBatch batch = reader.next();
            if (batch != null) {
                chunk.write(
                        batch.select(wanted),
                        i -> "column \"" + columns.get(wanted[i]).name() + "\"");
                return true;
            }
            closeReader();
        }
        return false;
    }

    private BinaryFileReader open(Path file) {
        try {
            return new BinaryFileReader(file, columns, bufferBytes);
        } catch (IOException failure) {
            throw HowdahException.of(
                    ErrorKind.USER, "can't read the file \"" + file + "\": " + failure, failure);
        }
    }

    private void closeReader() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeReader();
    }
}
