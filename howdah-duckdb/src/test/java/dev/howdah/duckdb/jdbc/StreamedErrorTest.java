package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.error.HowdahException;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Results that are streamed lose no error, whenever it comes. */
final class StreamedErrorTest {
    private static final String LATE =
            "SELECT CAST(CASE WHEN i = 5000000 THEN 'x' ELSE '1' END AS INT) FROM range(6000000) t(i)";

    private static EmbeddedServer server;
    private static String database;

    private Connection duckdb;

    @BeforeAll
    static void createTables() throws SQLException {
        server = Servers.newest();
        database = Servers.createDatabase(server);
        Servers.execute(
                server,
                database,
                "CREATE TABLE many AS SELECT i FROM generate_series(1, 20000) i",
                "CREATE VIEW early AS SELECT 1 / (i - 1) AS q FROM many",
                "CREATE VIEW late AS SELECT i, 1 / (i - 3000000) AS q"
                        + " FROM generate_series(1, 3000000) i");
    }

    @BeforeEach
    void connect() throws SQLException {
        Properties streaming = new Properties();
        streaming.setProperty("jdbc_stream_results", "true");
        duckdb = DriverManager.getConnection("jdbc:howdah:", streaming);
    }

    @AfterEach
    void worksOn() throws SQLException {
        assertThat(Rows.of(duckdb, "SELECT 42")).containsExactly("42");
        duckdb.close();
    }

    private void attach() throws SQLException {
        Rows.execute(
                duckdb,
                "ATTACH '%s' AS pg (TYPE postgres)".formatted(server.connectionString(database)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tellsWhatFailsBeforeTheFirstRow(boolean attached) throws SQLException {
        if (attached) {
            attach();
        }
        try (Statement statement = duckdb.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT CAST('x' AS INT)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith(
                            "Conversion Error: Could not convert string 'x' to INT32")
                    .hasMessageContaining("LINE 1: SELECT CAST('x' AS INT)");
            assertThatThrownBy(() -> statement.executeQuery("SELECT error('boom')"))
                    .hasMessage("Invalid Input Error: boom");
            assertThatThrownBy(() -> statement.executeQuery("SELECT error('a'); SELECT 1"))
                    .hasMessage("Invalid Input Error: a");
            assertThat(statement.execute("SELECT 7")).isTrue();
        }
    }

    @Test
    void tellsWhatFailsInAPreparedStatement() throws SQLException {
        try (PreparedStatement statement =
                duckdb.prepareStatement("SELECT CAST(?::VARCHAR AS INT)")) {
            for (int i = 0; i < 2; i++) {
                statement.setString(1, "x");
                assertThatThrownBy(statement::executeQuery)
                        .hasMessageStartingWith(
                                "Conversion Error: Could not convert string 'x' to INT32");
                statement.setString(1, "12");
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(12);
                    assertThat(rows.next()).isFalse();
                }
            }
        }
    }

    @Test
    void tellsWhatFailsAfterRows() throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery(LATE)) {
            assertThat(rows.next()).isTrue();
            assertThatThrownBy(() -> readOn(rows))
                    .hasMessageStartingWith(
                            "Conversion Error: Could not convert string 'x' to INT32");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT * FROM pg.early", "SELECT * FROM pg.late"})
    void keepsWhatPostgresSays(String query) throws SQLException {
        attach();
        try (Statement statement = duckdb.createStatement()) {
            SQLException failure =
                    catchThrowableOfType(
                            SQLException.class,
                            () -> {
                                try (ResultSet rows = statement.executeQuery(query)) {
                                    readOn(rows);
                                }
                            });
            assertThat((Throwable) failure)
                    .hasMessageContaining("division by zero")
                    .hasMessageContaining("PostgreSQL database \"pg\"")
                    .hasCauseInstanceOf(HowdahException.class);
            assertThat(failure.getSQLState()).isEqualTo("22012");
        }
    }

    @Test
    void executesAFailingStatementOnce() throws SQLException {
        Rows.execute(duckdb, "CREATE SEQUENCE s");
        try (Statement statement = duckdb.createStatement()) {
            assertThatThrownBy(
                            () -> statement.executeQuery("SELECT CAST('x' || nextval('s') AS INT)"))
                    .hasMessageContaining("'x1'");
        }
        assertThat(Rows.of(duckdb, "SELECT nextval('s')")).containsExactly("2");
    }

    @Test
    void readsOnlyWhatIsAskedFor() throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT i FROM range(1000000000000) t(i)")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isZero();
        }
    }

    @Test
    void canBeCancelledWhileRowsAreRead() throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT i FROM range(1000000000000) t(i)")) {
            assertThat(rows.next()).isTrue();
            statement.cancel();
            assertThatThrownBy(() -> readOn(rows))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("INTERRUPT");
        }
    }

    @Test
    void closesAResultWithItsConnection() throws SQLException {
        Connection other = duckdb.unwrap(HowdahConnection.class).duplicate();
        Statement statement = other.createStatement();
        ResultSet rows = statement.executeQuery("SELECT i FROM range(1000000000000) t(i)");
        assertThat(rows.next()).isTrue();
        other.close();
        assertThat(rows.isClosed()).isTrue();
        assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
        statement.close();
    }

    @Test
    void countsChanges() throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            assertThat(statement.execute("CREATE TABLE t (i INT)")).isFalse();
            assertThat(statement.getUpdateCount()).isZero();
            assertThat(statement.execute("INSERT INTO t SELECT * FROM range(3)")).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(3);
            assertThat(statement.execute("FROM t")).isTrue();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat(statement.getMoreResults()).isFalse();
            assertThatThrownBy(() -> statement.executeQuery("DELETE FROM t WHERE i = 0"))
                    .hasMessageContaining("return a ResultSet");
            assertThatThrownBy(() -> statement.execute("INSERT INTO t SELECT 'x'"))
                    .hasMessageContaining("Could not convert string 'x' to INT32");
        }
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM t")).containsExactly("2");
    }

    @Test
    void keepsToTransactionsWithoutAutoCommit() throws SQLException {
        Rows.execute(duckdb, "CREATE TABLE t (i INT)");
        duckdb.setAutoCommit(false);
        Rows.execute(duckdb, "INSERT INTO t VALUES (1)");
        try (Statement statement = duckdb.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT error('boom')"))
                    .hasMessage("Invalid Input Error: boom");
        }
        duckdb.rollback();
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM t")).containsExactly("0");
        duckdb.rollback();
        duckdb.setAutoCommit(true);
    }

    @Test
    void followsTheSetting() throws SQLException {
        try (Connection plain = DriverManager.getConnection("jdbc:howdah:");
                Statement statement = plain.createStatement()) {
            statement.execute("SET jdbc_stream_results = true");
            assertThatThrownBy(() -> statement.execute("SELECT error('boom')"))
                    .hasMessage("Invalid Input Error: boom");
        }
    }

    private static void readOn(ResultSet rows) throws SQLException {
        while (rows.next()) {
            rows.getObject(1);
        }
    }
}
