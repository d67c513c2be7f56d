package dev.howdah.cli.bench;

/**
 * What to measure.
 *
 * @param rows how many rows the table has
 * @param runs how often each contender is measured
 * @param diskOnly whether graphs in memory are left out
 */
public record GraphBenchOptions(long rows, int runs, boolean diskOnly) {
    public GraphBenchOptions {
        if (rows < 1) {
            throw new IllegalArgumentException("--rows " + rows + " is not at least 1");
        }
        if (runs < 1) {
            throw new IllegalArgumentException("--runs " + runs + " is not at least 1");
        }
    }
}
