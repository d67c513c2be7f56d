package dev.howdah.postgres.plan;

/**
 * How hard a scan may work.
 *
 * @param threads the most connections that read at once
 * @param pagesPerTask pages of a relation that one task reads; a relation of no more is not split
 * @param useCtidScan whether a relation may be split at all
 */
public record ScanSettings(int threads, int pagesPerTask, boolean useCtidScan) {
    /** The default of {@code pg_pages_per_task}. */
    public static final int DEFAULT_PAGES_PER_TASK = 1000;

    public ScanSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("a scan with " + threads + " threads");
        }
        if (pagesPerTask < 1) {
            throw new IllegalArgumentException("tasks of " + pagesPerTask + " pages");
        }
    }

    /** Splits whatever can be split for this many threads. */
    public static ScanSettings ofThreads(int threads) {
        return new ScanSettings(threads, DEFAULT_PAGES_PER_TASK, true);
    }
}
