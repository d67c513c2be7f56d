package dev.howdah.cli.bench;

import java.util.List;

/**
 * What to measure.
 *
 * @param rows how many rows a table has
 * @param runs how often each contender is measured
 * @param shapes the tables
 */
public record ScanBenchOptions(long rows, int runs, List<Shape> shapes) {
    public ScanBenchOptions {
        if (rows < 1) {
            throw new IllegalArgumentException("--rows " + rows + " is not at least 1");
        }
        if (runs < 1) {
            throw new IllegalArgumentException("--runs " + runs + " is not at least 1");
        }
        shapes = List.copyOf(shapes);
    }
}
