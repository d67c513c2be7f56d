package dev.howdah.cli.shell;

import java.util.Optional;

/** Tells how far the running statement is. Asked from another thread. */
@FunctionalInterface
public interface ProgressSource {
    /** The work of the running statement taken together, or nothing if none runs. */
    Optional<Progress> poll();

    /**
     * How far a statement is.
     *
     * @param step what it is at, or nothing if that goes without saying
     * @param rows rows received, or negative if they are not counted
     * @param bytes bytes received, or negative if unknown
     * @param fraction the part of the work that is done, 0 to 1, or negative if unknown
     */
    record Progress(String step, long rows, long bytes, double fraction) {
        public Progress(long rows, long bytes, double fraction) {
            this("", rows, bytes, fraction);
        }
    }
}
