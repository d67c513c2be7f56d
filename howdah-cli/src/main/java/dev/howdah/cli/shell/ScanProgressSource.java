package dev.howdah.cli.shell;

import java.util.Optional;

/** Tells how far the reads of the running statement are. Asked from another thread. */
@FunctionalInterface
public interface ScanProgressSource {
    /** The reads of the running statement taken together, or nothing if none runs. */
    Optional<ScanProgress> poll();

    /**
     * How far reads are.
     *
     * @param rows rows received
     * @param bytes bytes received
     * @param fraction the part of the work that is done, 0 to 1, or negative if unknown
     */
    record ScanProgress(long rows, long bytes, double fraction) {}
}
