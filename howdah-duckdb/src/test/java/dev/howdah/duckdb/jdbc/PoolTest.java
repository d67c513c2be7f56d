package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the settings of the pool do that a user, or the server, notices. */
@Timeout(120)
@ParameterizedClass
@MethodSource("versions")
final class PoolTest {
    private static final Map<Integer, String> DATABASES = new ConcurrentHashMap<>();
    private static final String READ = "SELECT i FROM pg.one";
    private static final String PID = "FROM postgres_query('pg', 'SELECT pg_backend_pid()')";

    @Parameter int version;

    private Connection duckdb;
    private Connection observer;

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    @BeforeEach
    void connect() throws SQLException {
        EmbeddedServer server = Servers.of(version);
        if (!DATABASES.containsKey(version)) {
            String name = Servers.createDatabase(server);
            Servers.execute(
                    server,
                    name,
                    "CREATE TABLE one AS SELECT 1 AS i",
                    "CREATE TABLE big AS SELECT i, repeat('x', 500) AS filler"
                            + " FROM generate_series(1, 20000) i",
                    "ANALYZE");
            DATABASES.put(version, name);
        }
        observer = server.connect(DATABASES.get(version));
        duckdb = DriverManager.getConnection("jdbc:howdah:");
    }

    @AfterEach
    void close() throws SQLException {
        duckdb.close();
        await(0);
        observer.close();
    }

    private void attach(String... settings) throws SQLException {
        Rows.execute(duckdb, settings);
        Rows.execute(
                duckdb,
                "ATTACH '%s application_name=pooled' AS pg (TYPE postgres)"
                        .formatted(Servers.of(version).connectionString(DATABASES.get(version))));
    }

    private void configure(String arguments) throws SQLException {
        Rows.execute(
                duckdb, "CALL postgres_configure_pool(catalog_name := 'pg', " + arguments + ")");
    }

    private String pool(String columns) throws SQLException {
        return Rows.of(duckdb, "SELECT " + columns + " FROM postgres_pool()").getFirst();
    }

    private int backends() throws SQLException {
        return Integer.parseInt(
                Rows.of(
                                observer,
                                "SELECT count(*) FROM pg_stat_activity"
                                        + " WHERE application_name = 'pooled'")
                        .getFirst());
    }

    private void await(int count) throws SQLException {
        while (backends() != count) {
            Thread.onSpinWait();
        }
    }

    /** Another connection of DuckDB's, with a transaction that holds one of PostgreSQL's. */
    private Connection holder() throws SQLException {
        Connection holder = duckdb.unwrap(HowdahConnection.class).duplicate();
        Rows.execute(holder, "BEGIN");
        assertThat(Rows.of(holder, READ)).containsExactly("1");
        return holder;
    }

    @Test
    void waitsForAConnectionAsLongAsItMay() throws SQLException {
        attach("SET pg_pool_max_connections = 2", "SET pg_pool_wait_timeout_millis = 50");
        try (Connection one = holder();
                Connection two = holder()) {
            assertThatThrownBy(() -> Rows.of(duckdb, READ))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Connection pool timeout: all 2 connections")
                    .hasMessageContaining("pg_pool_wait_timeout_millis");
            assertThat(backends()).isEqualTo(2);
            assertThat(pool("lent, max_connections, refused > 0")).isEqualTo("2|2|true");
            Rows.execute(one, "COMMIT");
            assertThat(Rows.of(duckdb, READ)).containsExactly("1");
            Rows.execute(two, "COMMIT");
        }
    }

    @Test
    void failsAtOnceIfItOnlyTries() throws SQLException {
        attach("SET pg_pool_max_connections = 1", "SET pg_pool_acquire_mode = 'try'");
        try (Connection one = holder()) {
            assertThatThrownBy(() -> Rows.of(duckdb, READ))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("pg_pool_acquire_mode=try");
            Rows.execute(one, "COMMIT");
        }
        assertThat(Rows.of(duckdb, READ)).containsExactly("1");
    }

    @Test
    void goesOverTheLimitIfForced() throws SQLException {
        attach("SET pg_connection_limit = 1", "SET pg_pool_acquire_mode = 'force'");
        try (Connection one = holder();
                Connection two = holder()) {
            assertThat(backends()).isEqualTo(2);
            assertThat(Rows.of(duckdb, READ)).containsExactly("1");
            Rows.execute(one, "COMMIT");
            Rows.execute(two, "COMMIT");
        }
        await(1);
    }

    @Test
    void keepsTheLimitInAParallelRead() throws SQLException {
        attach("SET threads = 4", "SET pg_pages_per_task = 20", "SET pg_pool_max_connections = 2");
        assertThat(Rows.of(duckdb, "SELECT count(filler) FROM pg.big")).containsExactly("20000");
        assertThat(pool("opened <= 2, lent, max_connections")).isEqualTo("true|0|2");
        Rows.execute(duckdb, "SET pg_connection_limit = 1");
        assertThat(Rows.of(duckdb, "SELECT count(filler) FROM pg.big")).containsExactly("20000");
        assertThat(pool("max_connections")).isEqualTo("2");
        Rows.execute(duckdb, "RESET pg_pool_max_connections", "SET pg_connection_limit = 1");
        assertThat(pool("max_connections")).isEqualTo("1");
        await(1);
    }

    @Test
    void closesWhatNobodyUses() throws SQLException {
        attach("SET pg_pool_idle_timeout_millis = 100");
        assertThat(Rows.of(duckdb, READ)).containsExactly("1");
        await(0);
        assertThat(pool("resting, closed_idle > 0")).isEqualTo("0|true");
        assertThat(Rows.of(duckdb, READ)).containsExactly("1");
    }

    @Test
    void closesWhatIsTooOld() throws SQLException {
        attach("SET pg_pool_max_lifetime_millis = 1");
        assertThat(Rows.of(duckdb, PID)).isNotEqualTo(Rows.of(duckdb, PID));
        await(0);
        assertThat(pool("closed_aged > 0")).isEqualTo("true");
    }

    @Test
    void keepsNothingWithoutCacheOrLimit() throws SQLException {
        attach("SET pg_connection_cache = false");
        assertThat(Rows.of(duckdb, READ)).containsExactly("1");
        await(0);
        Rows.execute(
                duckdb,
                "DETACH pg",
                "RESET pg_connection_cache",
                "SET pg_pool_max_connections = 0");
        attach();
        assertThat(Rows.of(duckdb, READ)).containsExactly("1");
        await(0);
        assertThat(Rows.of(duckdb, "SELECT acquire_mode FROM postgres_configure_pool()"))
                .containsExactly("force");
        assertThatThrownBy(() -> Rows.execute(duckdb, "SET pg_pool_acquire_mode = 'wait'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("the pool is disabled");
    }

    @Test
    void asksItsQuestionOfWhatHasRested() throws SQLException {
        attach("SET pg_pool_health_check_query = 'SELECT nothing'");
        List<String> before = Rows.of(duckdb, PID);
        // One that has just come back is trusted.
        while (Rows.of(
                        observer,
                        "SELECT 1 FROM pg_stat_activity WHERE application_name = 'pooled'"
                                + " AND state_change < clock_timestamp() - interval '1.1 s'")
                .isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(Rows.of(duckdb, PID)).isNotEqualTo(before);
        assertThat(pool("closed_broken > 0")).isEqualTo("true");
    }

    @Test
    void changesALivePool() throws SQLException {
        attach();
        configure(
                "acquire_mode := 'TRY', max_connections := 3, wait_timeout_millis := 4,"
                        + " enable_thread_local_cache := true, max_lifetime_millis := 50000,"
                        + " idle_timeout_millis := 60001, enable_reaper_thread := false,"
                        + " health_check_query := ''");
        assertThat(Rows.of(duckdb, "FROM postgres_configure_pool()"))
                .singleElement()
                .satisfies(
                        row ->
                                assertThat(row)
                                        .startsWith("pg|try|")
                                        .contains("|3|4|")
                                        .endsWith("|false|0|0|50000|60001|false|0|"));
        configure("max_connections := NULL");
        assertThat(
                        Rows.of(
                                duckdb,
                                "SELECT max_connections, acquire_mode FROM postgres_configure_pool("
                                        + "catalog_name := 'PG', acquire_mode := 'wait')"))
                .containsExactly("3|wait");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    catalog_name := 'nosuch'                             | Catalog not found, name: 'nosuch'
                    max_connections := 3                                 | catalog_name
                    catalog_name := 'pg', acquire_mode := 'maybe'        | expected force, wait or try
                    catalog_name := 'pg', max_connections := -1          | expected 0 to 262143
                    catalog_name := 'pg', wait_timeout_millis := -1      | expected 0 to 2147483647 milliseconds
                    catalog_name := 'pg', acquire_mode := 'wait', max_connections := 0 | the pool is disabled
                    catalog_name := 'pg', nonsense := 1                  | nonsense
                    """)
    void refusesWhatCanNotBe(String arguments, String why) throws SQLException {
        attach();
        assertThatThrownBy(
                        () ->
                                Rows.execute(
                                        duckdb, "FROM postgres_configure_pool(" + arguments + ")"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(why);
    }

    @Test
    void tellsWhatConnectionsDo() throws SQLException {
        assertThat(Rows.of(duckdb, "FROM postgres_pool()")).isEmpty();
        attach();
        assertThat(Rows.of(duckdb, READ)).containsExactly("1");
        assertThat(Rows.of(duckdb, PID)).hasSize(1);
        assertThat(pool("database, tls, lent, waiting, reused > 0, opened > 0"))
                .isEqualTo("pg|none|0|0|true|true");
        assertThat(pool("server")).contains("@127.0.0.1:").endsWith("/" + DATABASES.get(version));
        assertThat(pool("server_version")).startsWith(version + ".");
    }
}
