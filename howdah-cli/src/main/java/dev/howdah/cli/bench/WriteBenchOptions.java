package dev.howdah.cli.bench;

/**
 * What to measure.
 *
 * @param rows how many rows the table has
 * @param runs how often each contender is measured
 */
public record WriteBenchOptions(long rows, int runs) {
    /** Of so many rows one is changed. */
    static final long CHANGED_PART = 5;

    public WriteBenchOptions {
        if (rows < CHANGED_PART) {
            throw new IllegalArgumentException(
                    "--rows " + rows + " is not at least " + CHANGED_PART);
        }
        if (runs < 1) {
            throw new IllegalArgumentException("--runs " + runs + " is not at least 1");
        }
    }
}
