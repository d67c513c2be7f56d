package dev.howdah.cli.bench;

import dev.howdah.cli.bench.Meter.Measurement;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Measures how long the change of one row takes that its key finds, on a warm connection. */
final class PointUpdate {
    private static final int WARM_UP = 1_000;
    private static final int MEASURED = 300;

    private PointUpdate() {}

    /** The median in milliseconds over different keys, each a transaction of its own. */
    static double medianMillis(BenchConnection target, String table, long rows)
            throws SQLException {
        double[] millis = new double[MEASURED];
        try (PreparedStatement statement =
                target.connection()
                        .prepareStatement("UPDATE " + table + " SET amount = ? WHERE id = ?")) {
            for (int i = -WARM_UP; i < MEASURED; i++) {
                long start = System.nanoTime();
                statement.setBigDecimal(1, BigDecimal.valueOf(100 + Math.floorMod(i, 7), 2));
                statement.setLong(2, 1 + Math.floorMod(i * 7919L, rows));
                if (statement.executeUpdate() != 1) {
                    throw new SQLException("An update by key did not find its row");
                }
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        return Measurement.median(millis);
    }
}
