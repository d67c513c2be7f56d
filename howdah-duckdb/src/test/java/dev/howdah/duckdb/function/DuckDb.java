package dev.howdah.duckdb.function;

import dev.howdah.duckdb.nativeapi.DuckDbConnectionHandle;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A DuckDB in memory with table functions of a test. */
final class DuckDb implements AutoCloseable {
    final Connection connection;
    final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    DuckDb(TableFunction... functions) throws SQLException {
        this(new Properties(), functions);
    }

    DuckDb(Properties properties, TableFunction... functions) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:", properties);
        for (TableFunction function : functions) {
            TableFunctions.register(
                    DuckDbConnectionHandle.of(connection),
                    function,
                    (id, failure) -> failures.add(failure));
        }
    }

    void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of the first row as text. */
    String one(String sql) throws SQLException {
        return column(sql).get(0);
    }

    /** The first column as text. */
    List<String> column(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
