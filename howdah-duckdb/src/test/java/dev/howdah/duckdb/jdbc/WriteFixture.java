package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.assertj.core.api.AbstractThrowableAssert;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** An empty database, attached as {@code pg}, and PostgreSQL's own driver beside it. */
final class WriteFixture implements AutoCloseable {
    private final Connection duckdb;
    private final Connection postgres;

    private WriteFixture(Connection duckdb, Connection postgres) {
        this.duckdb = duckdb;
        this.postgres = postgres;
    }

    /** A new database in which statements in PostgreSQL's SQL have run. */
    static WriteFixture open(int version, String... statements) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        String database = Servers.createDatabase(server);
        Servers.execute(server, database, statements);
        return attach(server, database, "");
    }

    /** A database that is there already, after settings were made. */
    static WriteFixture attach(
            EmbeddedServer server, String database, String options, String... settings)
            throws SQLException {
        Connection postgres = server.connect(database);
        Connection duckdb = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(duckdb, "SET TimeZone = 'UTC'");
        Rows.execute(duckdb, settings);
        Rows.execute(
                duckdb,
                "ATTACH '%s' AS pg (TYPE postgres%s)"
                        .formatted(server.connectionString(database), options));
        return new WriteFixture(duckdb, postgres);
    }

    Connection duckdb() {
        return duckdb;
    }

    /** Runs statements over Howdah. */
    void run(String... statements) throws SQLException {
        Rows.execute(duckdb, statements);
    }

    /** Runs a change over Howdah and returns its count. */
    long count(String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    /** The rows of a query, or of a statement with RETURNING, over Howdah. */
    List<String> rows(String sql) throws SQLException {
        return Rows.of(duckdb, sql);
    }

    /** Asserts how a statement over Howdah fails. */
    AbstractThrowableAssert<?, ? extends Throwable> assertFails(String sql) {
        return assertThatThrownBy(() -> run(sql)).isInstanceOf(SQLException.class);
    }

    /** What PostgreSQL itself says. */
    List<String> remote(String sql) throws SQLException {
        return Rows.of(postgres, sql);
    }

    /** Runs a statement in PostgreSQL itself. */
    void onServer(String... statements) throws SQLException {
        Rows.execute(postgres, statements);
    }

    /** How many connections Howdah has to the database. */
    int connections() throws SQLException {
        return backends("");
    }

    /** Waits until no transaction of Howdah's is open. */
    void awaitNoTransaction() throws SQLException {
        while (backends(" AND xact_start IS NOT NULL") > 0) {
            Thread.onSpinWait();
        }
    }

    /** Waits until Howdah has so many connections. */
    void awaitConnections(int count) throws SQLException {
        while (connections() != count) {
            Thread.onSpinWait();
        }
    }

    /** Waits until a backend of Howdah's runs a statement like this, or no longer does. */
    void awaitRunning(String like, boolean expected) throws SQLException {
        while (backends(" AND state = 'active' AND query LIKE '" + like + "'") > 0 != expected) {
            Thread.onSpinWait();
        }
    }

    private int backends(String condition) throws SQLException {
        return Integer.parseInt(
                remote(
                                "SELECT count(*) FROM pg_stat_activity WHERE datname ="
                                        + " current_database() AND application_name = 'howdah'"
                                        + condition)
                        .getFirst());
    }

    @Override
    public void close() throws SQLException {
        try (postgres) {
            duckdb.close();
        }
    }
}
