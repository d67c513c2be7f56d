package dev.howdah.kuzu.staging;

import dev.howdah.postgres.error.HowdahException;

/**
 * What staging may take.
 *
 * @param diskBytes the size of all files of one statement at a time
 * @param memoryBytes what DuckDB may hold
 * @param threads DuckDB's threads, which are also the connections of one scan
 */
public record StagingLimits(long diskBytes, long memoryBytes, int threads) {
    /** The system property for {@link #diskBytes}. */
    public static final String DISK_PROPERTY = "howdah.staging.limit";

    private static final long DEFAULT_DISK_BYTES = 10L << 30;
    private static final long DEFAULT_MEMORY_BYTES = 512L << 20;
    private static final int MAX_THREADS = 4;

    public StagingLimits {
        if (diskBytes <= 0 || memoryBytes <= 0 || threads <= 0) {
            throw HowdahException.user(
                    "Limits of staging must be positive: %d bytes of disk, %d of memory, %d threads"
                            .formatted(diskBytes, memoryBytes, threads));
        }
    }

    /** As the system properties say. */
    public static StagingLimits configured() {
        String text = System.getProperty(DISK_PROPERTY, "");
        try {
            return new StagingLimits(
                    text.isEmpty() ? DEFAULT_DISK_BYTES : Long.parseLong(text.strip()),
                    DEFAULT_MEMORY_BYTES,
                    Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_THREADS));
        } catch (NumberFormatException failure) {
            throw HowdahException.user(
                    "The system property %s must be a number of bytes, not \"%s\""
                            .formatted(DISK_PROPERTY, text));
        }
    }

    /** The same with another limit on the disk. */
    public StagingLimits withDiskBytes(long bytes) {
        return new StagingLimits(bytes, memoryBytes, threads);
    }
}
