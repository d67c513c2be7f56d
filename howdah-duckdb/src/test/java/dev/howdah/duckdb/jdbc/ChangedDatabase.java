package dev.howdah.duckdb.jdbc;

import dev.howdah.server.EmbeddedServer;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A new database, attached as pg, and pgjdbc's own view of what became of it. */
final class ChangedDatabase implements AutoCloseable {
    private final EmbeddedServer server;
    private final String name;
    private final Connection duckdb;
    private final Connection postgres;

    /**
     * @param remote PostgreSQL's statements, before it is attached
     */
    ChangedDatabase(int version, String... remote) throws SQLException {
        server = Servers.of(version);
        name = Servers.createDatabase(server);
        postgres = server.connect(name);
        Rows.execute(postgres, remote);
        duckdb = attach("");
    }

    /**
     * Another session of DuckDB's.
     *
     * @param options of ATTACH, with a comma in front
     */
    Connection attach(String options) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(
                connection,
                "ATTACH '%s' AS pg (TYPE postgres%s)"
                        .formatted(server.connectionString(name), options));
        return connection;
    }

    Connection duckdb() {
        return duckdb;
    }

    Connection postgres() {
        return postgres;
    }

    /** The number of rows that a statement of DuckDB's changes. */
    long change(String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    /** What a statement of DuckDB's gives. */
    List<String> rows(String sql) throws SQLException {
        return Rows.of(duckdb, sql);
    }

    /** What PostgreSQL holds. */
    List<String> stored(String sql) throws SQLException {
        return Rows.of(postgres, sql);
    }

    @Override
    public void close() throws SQLException {
        duckdb.close();
        postgres.close();
    }
}
