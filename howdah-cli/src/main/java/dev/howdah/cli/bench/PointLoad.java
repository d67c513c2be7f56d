package dev.howdah.cli.bench;

import java.util.Arrays;

/**
 * What {@code LOAD FROM} of one row by its key takes on a warm connection.
 *
 * @param median in milliseconds, as the others
 * @param percentile95 what one in twenty exceeds
 */
record PointLoad(double median, double percentile95) {
    static final int MEASURED = 200;
    private static final int WARM_UP = 200;

    static PointLoad measure(GraphReadings graph, long rows) {
        double[] millis = new double[MEASURED];
        for (int i = -WARM_UP; i < MEASURED; i++) {
            long start = System.nanoTime();
            graph.load(1 + Math.floorMod(i * 7919L, rows));
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        return new PointLoad(
                (millis[MEASURED / 2 - 1] + millis[MEASURED / 2]) / 2,
                millis[MEASURED * 95 / 100 - 1]);
    }
}
