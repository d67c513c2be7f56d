package dev.howdah.kuzu.staging;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A private directory for staged files: nobody else may look into it. Thread-safe.
 *
 * <p>It lies in the directory that the system property {@value #DIRECTORY_PROPERTY} names, else in
 * {@code java.io.tmpdir}. Closing it removes it; opening one removes those whose process ended
 * without doing so.
 */
public final class StagingArea implements AutoCloseable {
    /** The system property that names the directory in which areas lie. */
    public static final String DIRECTORY_PROPERTY = "howdah.staging.dir";

    private final AreaLock lock;
    private final AtomicLong statements = new AtomicLong();
    private volatile boolean closed;

    private StagingArea(AreaLock lock) {
        this.lock = lock;
    }

    /** An area where the system properties say. */
    public static StagingArea open() {
        String configured = System.getProperty(DIRECTORY_PROPERTY, "");
        return open(
                Path.of(configured.isEmpty() ? System.getProperty("java.io.tmpdir") : configured));
    }

    /** An area in a directory, which is made if it is missing. */
    public static StagingArea open(Path parent) {
        try {
            Files.createDirectories(parent);
            Path real = parent.toRealPath();
            AreaLock.removeAbandoned(real);
            return new StagingArea(AreaLock.create(real));
        } catch (IOException failure) {
            throw HowdahException.of(
                    ErrorKind.USER,
                    "Cannot make a directory for staged files in %s; the system property %s names another place: %s"
                            .formatted(parent, DIRECTORY_PROPERTY, failure),
                    failure);
        }
    }

    /** The directory itself. */
    public Path directory() {
        return lock.directory();
    }

    /** A place for the files of one statement; the caller closes it. */
    public StatementFiles begin() {
        if (closed) {
            throw HowdahException.user("The directory for staged files is closed");
        }
        Path directory = directory().resolve("s" + statements.incrementAndGet());
        try {
            return new StatementFiles(Files.createDirectory(directory));
        } catch (IOException failure) {
            throw HowdahException.of(
                    ErrorKind.INTERNAL,
                    "Cannot make the directory %s for staged files: %s"
                            .formatted(directory, failure),
                    failure);
        }
    }

    /** Removes the area with all files in it. */
    @Override
    public void close() {
        closed = true;
        lock.close();
    }
}
