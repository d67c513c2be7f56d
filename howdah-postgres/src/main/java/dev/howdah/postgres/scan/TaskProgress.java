package dev.howdah.postgres.scan;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.util.concurrent.TimeUnit;

/**
 * How far the reading of one task has come, so that another session can read it again when the
 * first one's connection is lost, with no row twice and none missing.
 *
 * <p>The other session answers the whole query. The rows that were accepted before must be the
 * first ones of its answer, byte for byte; they are left out. What was accepted and what follows
 * then <em>are</em> the second answer, so nothing need be known about the order in which a plan
 * yields rows. A range of ctids comes in the order of ctid, so the comparison holds; where it
 * doesn't (a policy that asks random(), another plan) the read fails rather than guess. Compared
 * are the number of rows and a checksum.
 */
final class TaskProgress {
    private static final int MOST_ATTEMPTS = 5;

    /** How soon a connection fails that was lost before it was used. */
    private static final long AT_ONCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ScanWork.Task task;
    private final RowChecksum checksum = new RowChecksum();
    private int attempts;
    private long begun;
    private boolean recording;

    /** Of this attempt. */
    private long rows;

    /** Of the attempt that came farthest. */
    private long accepted;

    private long acceptedChecksum;

    TaskProgress(ScanWork.Task task) {
        this.task = task;
    }

    ScanWork.Task task() {
        return task;
    }

    /**
     * Begins to read it from its beginning.
     *
     * @param repeatable whether it could be read again if this attempt fails
     */
    ScanWork.Opening begin(boolean repeatable) {
        attempts++;
        begun = System.nanoTime();
        recording = repeatable || accepted > 0;
        rows = 0;
        checksum.reset();
        return attempts == 1 ? task.opening() : task.rereading().orElseThrow();
    }

    /** Whether a row, the next one, is new. */
    boolean accept(byte[] buffer, int position, int end) {
        if (recording) {
            checksum.add(buffer, position, end);
        }
        rows++;
        if (rows == accepted && checksum.value() != acceptedChecksum) {
            throw changed();
        }
        return rows > accepted;
    }

    /** All rows of this attempt have come. */
    void end() {
        if (rows < accepted) {
            throw changed();
        }
    }

    /** Whether it may be tried once more after this attempt failed. */
    boolean maySurvive() {
        return attempts < MOST_ATTEMPTS && task.rereading().isPresent();
    }

    /**
     * Whether this attempt is so young that it may have met a connection that rested in the pool
     * and was dead. A query that an administrator stops later must not begin again.
     */
    boolean hasJustBegun() {
        return System.nanoTime() - begun < AT_ONCE_NANOS;
    }

    /** This attempt's rows have been accepted, but no more will come. */
    void interrupt() {
        if (rows > accepted) {
            accepted = rows;
            acceptedChecksum = checksum.value();
        }
    }

    /** Nobody has seen the rows that were accepted. */
    void startOver() {
        accepted = 0;
    }

    private static HowdahException changed() {
        return HowdahException.of(
                ErrorKind.CONNECTION,
                "A connection was lost, and another one got the rows in another order or other"
                        + " rows, so the read could not go on; run the statement again");
    }
}
