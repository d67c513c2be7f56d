package dev.howdah.kuzu.staging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** The staged files of one statement; closing removes them. Thread-safe. */
public final class StatementFiles implements AutoCloseable {
    private final Path directory;
    private final AtomicInteger files = new AtomicInteger();

    StatementFiles(Path directory) {
        this.directory = directory;
    }

    /** A path of its own for the next file, which is not made yet. */
    Path next() {
        return directory.resolve(files.incrementAndGet() + ".parquet");
    }

    /** What all files take on the disk now. */
    long bytes() {
        try {
            return DirectoryTree.size(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Removes one file before the statement ends. */
    public void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            DirectoryTree.delete(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
