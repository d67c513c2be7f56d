package dev.howdah.cli.bench;

import dev.howdah.cli.shell.Engine;
import dev.howdah.server.EmbeddedServer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Reads a table through Howdah, on one connection with the server attached as {@code pg}. */
final class HowdahReadings implements AutoCloseable {
    private final Connection connection;
    private final Shape shape;

    HowdahReadings(EmbeddedServer server, Shape shape) throws SQLException {
        this.shape = shape;
        connection = Engine.open(Optional.empty());
        execute("ATTACH '" + server.connectionString() + "' AS pg (TYPE postgres)");
    }

    Connection connection() {
        return connection;
    }

    /** How many threads DuckDB has, and with it how many connections a scan opens. */
    int threads() throws SQLException {
        return (int) number("SELECT current_setting('threads')");
    }

    long createTableAs() throws SQLException {
        execute("CREATE OR REPLACE TABLE loaded AS FROM pg." + shape.table());
        return number("SELECT count(*) FROM loaded");
    }

    /** Frees what {@link #createTableAs} filled; not part of its time. */
    void drop() throws SQLException {
        execute("DROP TABLE IF EXISTS loaded");
    }

    long aggregate() throws SQLException {
        return number(shape.aggregate("pg." + shape.table()));
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
