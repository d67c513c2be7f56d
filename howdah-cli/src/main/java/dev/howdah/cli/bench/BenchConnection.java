package dev.howdah.cli.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A connection with the few things that a benchmark does on one. */
record BenchConnection(Connection connection) implements AutoCloseable {
    void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Runs a statement that changes rows, and returns how many. */
    long update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    /** Fails unless a query says so. */
    void require(String countQuery, long expected) throws SQLException {
        long found = number(countQuery);
        if (found != expected) {
            throw new IllegalStateException(
                    "%d rows instead of %d: %s".formatted(found, expected, countQuery));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
