package dev.howdah.duckdb.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.duckdb.function.TableFunctions;
import dev.howdah.duckdb.nativeapi.DuckDbConnectionHandle;
import dev.howdah.postgres.type.LogicalType;

import org.duckdb.DuckDBConnection;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A DuckDB in memory that compares the rows which {@link QueryRows} reads with its own. */
final class EchoDatabase implements AutoCloseable {
    private final DuckDBConnection connection;
    private final Connection reader;
    private final EchoFunction echo;

    EchoDatabase() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        reader = connection.duplicate();
        echo = new EchoFunction(reader);
        TableFunctions.register(DuckDbConnectionHandle.of(connection), echo, (id, failure) -> {});
    }

    /** The connection that runs the queries which are read. */
    Connection reader() {
        return reader;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = reader.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs the query twice, once through QueryRows, and compares row by row what is printed. */
    void assertSame(String query, LogicalType... types) throws SQLException {
        echo.setQuery(query, List.of(types));
        long expected = number("SELECT count(*) FROM (" + query + ")");
        assertThat(number("SELECT count(*) FROM echo()")).as(query).isEqualTo(expected);
        String own = "SELECT COLUMNS(*)::VARCHAR FROM (" + query + ")";
        String echoed = "SELECT COLUMNS(*)::VARCHAR FROM echo()";
        assertThat(differences(own, echoed)).as("not read by " + query).isEmpty();
        assertThat(differences(echoed, own)).as("read wrongly by " + query).isEmpty();
    }

    private String differences(String left, String right) throws SQLException {
        StringBuilder found = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "(" + left + ") EXCEPT ALL (" + right + ") LIMIT 3")) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    found.append(rows.getString(i)).append(" | ");
                }
                found.append('\n');
            }
        }
        return found.toString();
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        reader.close();
        connection.close();
    }
}
