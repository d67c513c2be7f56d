package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How statements read: what they push down, in which transaction, and how they end. */
final class ReadTest {
    private static final Map<Integer, String> DATABASES = new ConcurrentHashMap<>();

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    private static Connection attach(int version) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        if (!DATABASES.containsKey(version)) {
            String name = Servers.createDatabase(server);
            Servers.execute(
                    server,
                    name,
                    "CREATE TABLE t (id int PRIMARY KEY, name text, n numeric)",
                    "INSERT INTO t SELECT i, 'n' || i, i FROM generate_series(1, 50000) i",
                    "CREATE VIEW slow AS SELECT i, pg_sleep(0.1)::text FROM generate_series(1, 1000) i",
                    "CREATE VIEW broken AS SELECT 1 / (i - 50) AS a FROM generate_series(1, 100) i",
                    "CREATE TABLE counter AS SELECT 0 AS n",
                    "ANALYZE");
            DATABASES.put(version, name);
        }
        Connection duckdb = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(
                duckdb,
                "ATTACH '%s' AS pg (TYPE postgres)"
                        .formatted(server.connectionString(DATABASES.get(version))));
        return duckdb;
    }

    private static void execute(int version, String sql) throws SQLException {
        Servers.execute(Servers.of(version), DATABASES.get(version), sql);
    }

    private static List<String> scans(Connection duckdb) throws SQLException {
        return Rows.of(duckdb, "SELECT sql || ' -> ' || rows FROM postgres_scans()");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void pushesDownAndTells(int version) throws SQLException {
        try (Connection duckdb = attach(version)) {
            assertThat(Rows.of(duckdb, "SELECT name FROM pg.t WHERE id = 77"))
                    .containsExactly("n77");
            assertThat(scans(duckdb))
                    .singleElement()
                    .asString()
                    .contains("\"id\" = ")
                    .endsWith("-> 1");
            assertThat(Rows.of(duckdb, "SELECT retries FROM postgres_scans()"))
                    .containsExactly("0");
            assertThat(Rows.of(duckdb, "SELECT id FROM pg.t WHERE id IN (1, 3, 5, 7, 9, 11)"))
                    .containsExactlyInAnyOrder("1", "3", "5", "7", "9", "11");
            assertThat(scans(duckdb)).singleElement().asString().endsWith("-> 6");
            assertThat(Rows.of(duckdb, "SELECT count(*) FROM pg.t")).containsExactly("50000");
            assertThat(scans(duckdb)).singleElement().asString().contains("count(*)");
            Rows.execute(duckdb, "CREATE TABLE l AS SELECT * FROM pg.t WHERE id BETWEEN 5 AND 8");
            assertThat(scans(duckdb)).singleElement().asString().endsWith("-> 4");
            assertThat(Rows.of(duckdb, "EXPLAIN SELECT name FROM pg.t WHERE id = 77"))
                    .anyMatch(
                            row ->
                                    row.startsWith(
                                            "postgres_scans|pg.public.t: SELECT \"id\", \"name\""));
            Rows.execute(duckdb, "SET pg_experimental_filter_pushdown = false");
            assertThat(Rows.of(duckdb, "SELECT name FROM pg.t WHERE id = 77"))
                    .containsExactly("n77");
            assertThat(scans(duckdb)).singleElement().asString().endsWith("-> 50000");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void pushesThePreparedParametersOfEachExecution(int version) throws SQLException {
        try (Connection duckdb = attach(version);
                PreparedStatement statement =
                        duckdb.prepareStatement("SELECT name FROM pg.t WHERE id = ?")) {
            for (int id : new int[] {7, 40_000}) {
                statement.setInt(1, id);
                assertThat(Rows.of(statement.executeQuery())).containsExactly("n" + id);
                assertThat(scans(duckdb))
                        .singleElement()
                        .asString()
                        .contains("" + id)
                        .endsWith("-> 1");
            }
            assertThat(statement.getMetaData().getColumnName(1)).isEqualTo("name");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void seesOneSnapshotInATransaction(int version) throws SQLException {
        try (Connection duckdb = attach(version)) {
            execute(version, "UPDATE counter SET n = 1");
            Rows.execute(duckdb, "BEGIN");
            assertThat(Rows.of(duckdb, "FROM pg.counter")).containsExactly("1");
            execute(version, "UPDATE counter SET n = 2");
            assertThat(Rows.of(duckdb, "FROM pg.counter")).containsExactly("1");
            Rows.execute(duckdb, "COMMIT");
            assertThat(Rows.of(duckdb, "FROM pg.counter")).containsExactly("2");

            duckdb.setAutoCommit(false);
            assertThat(Rows.of(duckdb, "FROM pg.counter")).containsExactly("2");
            execute(version, "UPDATE counter SET n = 3");
            assertThat(Rows.of(duckdb, "FROM pg.counter")).containsExactly("2");
            duckdb.rollback();
            assertThat(Rows.of(duckdb, "FROM pg.counter")).containsExactly("3");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void stopsBothSides(int version) throws Exception {
        try (Connection duckdb = attach(version);
                Statement statement = duckdb.createStatement();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> query =
                    thread.submit(() -> statement.execute("SELECT count(i) FROM pg.slow"));
            while (active(version) == 0) {
                Thread.onSpinWait();
            }
            statement.cancel();
            assertThatThrownBy(query::get)
                    .cause()
                    .isInstanceOf(SQLException.class)
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("57014");
            while (active(version) > 0) {
                Thread.onSpinWait();
            }
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.execute("SELECT count(i) FROM pg.slow"))
                    .isInstanceOf(SQLTimeoutException.class);
            statement.setQueryTimeout(0);
            assertThat(Rows.of(statement.executeQuery("SELECT count(*) FROM pg.t")))
                    .containsExactly("50000");
        }
    }

    private static long active(int version) throws SQLException {
        try (Connection observer = Servers.of(version).connect(DATABASES.get(version))) {
            return Long.parseLong(
                    Rows.of(
                                    observer,
                                    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY%slow%' AND state = 'active' AND wait_event = 'PgSleep'")
                            .getFirst());
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void goesOnAfterAnErrorOfTheServer(int version) throws SQLException {
        try (Connection duckdb = attach(version)) {
            assertThatThrownBy(() -> Rows.of(duckdb, "SELECT sum(a) FROM pg.broken"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("pg")
                    .hasMessageContaining("broken")
                    .hasMessageContaining("division by zero")
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("22012");
            assertThat(Rows.of(duckdb, "SELECT count(*) FROM pg.t")).containsExactly("50000");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void queriesInPostgresOwnSql(int version) throws SQLException {
        try (Connection duckdb = attach(version)) {
            assertThat(
                            Rows.of(
                                    duckdb,
                                    "FROM postgres_query('pg', 'SELECT $1::int + 1 AS a, $2 AS b, ARRAY[1,2] AS c;', params := row(4, 'it''s'))"))
                    .containsExactly("5|it's|[1, 2]");
            assertThatThrownBy(() -> Rows.of(duckdb, "FROM postgres_query('nope', 'SELECT 1')"))
                    .hasMessageContaining("Failed to find attached database \"nope\"");
            assertThatThrownBy(() -> Rows.of(duckdb, "FROM postgres_query('pg', 'SELECT $1::int')"))
                    .hasMessageContaining("Incorrect number of parameters specified, expected: 1");
            Rows.execute(
                    duckdb,
                    "BEGIN",
                    "CALL postgres_execute('pg', 'UPDATE counter SET n = 100')",
                    "ROLLBACK");
            assertThat(Rows.of(duckdb, "SELECT n < 100 FROM pg.counter")).containsExactly("true");
        }
    }

    /** The server doesn't say how many dimensions a query's arrays have. */
    @ParameterizedTest
    @MethodSource("versions")
    void saysHowToReadAQuerysArraysOfSeveralDimensions(int version) throws SQLException {
        String query = "FROM postgres_query('pg', 'SELECT ARRAY[[1,2],[3,4]] AS grid')";
        try (Connection duckdb = attach(version)) {
            assertThatThrownBy(() -> Rows.of(duckdb, query))
                    .hasMessageContaining("column \"grid\"")
                    .hasMessageContaining("2 dimensions")
                    .hasMessageContaining("SET pg_array_as_varchar = true");
            Rows.execute(duckdb, "SET pg_array_as_varchar = true");
            assertThat(Rows.of(duckdb, query)).containsExactly("{{1,2},{3,4}}");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void leaksNoConnection(int version) throws SQLException {
        try (Connection duckdb = attach(version)) {
            for (int i = 0; i < 5; i++) {
                Rows.of(duckdb, "SELECT count(b.name) FROM pg.t JOIN pg.t b USING (id)");
                assertThatThrownBy(() -> Rows.of(duckdb, "FROM pg.broken"))
                        .isInstanceOf(SQLException.class);
                try (Statement statement = duckdb.createStatement();
                        ResultSet rows = statement.executeQuery("FROM pg.t LIMIT 5000")) {
                    rows.next();
                }
            }
        }
        while (sessions(version) > 0) {
            Thread.onSpinWait();
        }
        assertThat(sessions(version)).isZero();
    }

    private static long sessions(int version) throws SQLException {
        try (Connection observer = Servers.of(version).connect()) {
            return Long.parseLong(
                    Rows.of(
                                    observer,
                                    "SELECT count(*) FROM pg_stat_activity WHERE datname = '"
                                            + DATABASES.get(version)
                                            + "'")
                            .getFirst());
        }
    }
}
