package dev.howdah.cli.bench;

import dev.howdah.server.EmbeddedServer;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Reads a table with PostgreSQL's JDBC driver alone, on one connection. */
final class DriverReadings implements AutoCloseable {
    private static final int FETCH_SIZE = 10_000;

    private final Connection connection;
    private final String table;

    DriverReadings(EmbeddedServer server, String table) throws SQLException {
        this.table = table;
        connection = server.connect();
        // Only inside a transaction does the driver use a cursor.
        connection.setAutoCommit(false);
    }

    /** A cursor, every column of every row through its getter. */
    long cursor() throws SQLException {
        long rows = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet result = statement.executeQuery("SELECT * FROM " + table)) {
                int[] types = types(result.getMetaData());
                while (result.next()) {
                    readRow(result, types);
                    rows++;
                }
            }
        }
        connection.commit();
        return rows;
    }

    /** Binary COPY, each row as the driver hands it on: undecoded. */
    long copyManager() throws SQLException {
        CopyOut copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("COPY " + table + " TO STDOUT (FORMAT binary)");
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            if (row.length == 0) {
                throw new SQLException("An empty row of " + table);
            }
        }
        long rows = copy.getHandledRowCount();
        connection.commit();
        return rows;
    }

    private static int[] types(ResultSetMetaData columns) throws SQLException {
        int[] types = new int[columns.getColumnCount()];
        for (int i = 0; i < types.length; i++) {
            types[i] = columns.getColumnType(i + 1);
        }
        return types;
    }

    private static void readRow(ResultSet result, int[] types) throws SQLException {
        for (int i = 1; i <= types.length; i++) {
            switch (types[i - 1]) {
                case Types.BIGINT -> result.getLong(i);
                case Types.INTEGER -> result.getInt(i);
                case Types.DOUBLE -> result.getDouble(i);
                case Types.NUMERIC -> result.getBigDecimal(i);
                case Types.BIT, Types.BOOLEAN -> result.getBoolean(i);
                case Types.DATE -> result.getObject(i, LocalDate.class);
                case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                        result.getObject(i, OffsetDateTime.class);
                default -> result.getString(i);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
