package dev.howdah.cli.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Measures how long one row takes that an index finds, on a warm connection. */
final class PointQuery {
    private static final int WARM_UP = 2_000;
    private static final int MEASURED = 200;

    private PointQuery() {}

    /** The median in milliseconds over different keys. */
    static double medianMillis(Connection connection, String table, String key, long rows)
            throws SQLException {
        double[] millis = new double[MEASURED];
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT * FROM " + table + " WHERE " + key + " = ?")) {
            for (int i = -WARM_UP; i < MEASURED; i++) {
                long start = System.nanoTime();
                statement.setLong(1, 1 + Math.floorMod(i * 7919L, rows));
                readAll(statement);
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        Arrays.sort(millis);
        return (millis[MEASURED / 2 - 1] + millis[MEASURED / 2]) / 2;
    }

    private static void readAll(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            int columns = result.getMetaData().getColumnCount();
            if (!result.next()) {
                throw new SQLException("A point query found no row");
            }
            for (int i = 1; i <= columns; i++) {
                result.getObject(i);
            }
        }
    }
}
