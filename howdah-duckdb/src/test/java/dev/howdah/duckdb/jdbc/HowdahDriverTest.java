package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The driver behaves as DuckDB's own where no PostgreSQL is concerned. */
final class HowdahDriverTest {
    @Test
    void opensFilesAndNamedDatabases(@TempDir Path folder) throws SQLException {
        String url = "jdbc:howdah:" + folder.resolve("x.duckdb");
        try (Connection connection = DriverManager.getConnection(url)) {
            Rows.execute(connection, "CREATE TABLE t AS SELECT 1 AS i");
            assertThat(connection.getMetaData().getURL()).isEqualTo(url);
        }
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(Rows.of(connection, "FROM t")).containsExactly("1");
        }
        try (Connection one = DriverManager.getConnection("jdbc:howdah::memory:shared");
                Connection two = DriverManager.getConnection("jdbc:howdah::memory:shared")) {
            Rows.execute(one, "CREATE TABLE t AS SELECT 2 AS i");
            assertThat(Rows.of(two, "FROM t")).containsExactly("2");
        }
    }

    @Test
    void isAThinLayer() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:howdah:");
                Statement statement = connection.createStatement()) {
            DatabaseMetaData metaData = connection.getMetaData();
            assertThat(connection.unwrap(DuckDBConnection.class)).isNotNull();
            assertThat(connection.isWrapperFor(DuckDBConnection.class)).isTrue();
            assertThat(metaData.getDriverName()).isEqualTo("Howdah");
            assertThat(metaData.getDatabaseProductName()).isEqualTo("DuckDB");
            assertThat(metaData.getConnection()).isSameAs(connection);
            assertThat(statement.getConnection()).isSameAs(connection);
        }
    }

    @Test
    void runsSeveralStatementsAndKeepsTheLastResult() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:howdah:");
                Statement statement = connection.createStatement()) {
            assertThat(
                            statement.execute(
                                    "LOAD postgres; CREATE TABLE t (i int); INSERT INTO t VALUES (1), (2); FROM t"))
                    .isTrue();
            assertThat(Rows.of(statement.getResultSet())).containsExactly("1", "2");
            assertThat(statement.execute("LOAD postgres")).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat(statement.getResultSet()).isNull();
            assertThat(statement.executeUpdate("INSERT INTO t VALUES (3)")).isEqualTo(1);
            assertThatThrownBy(() -> statement.executeQuery("LOAD postgres"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void goesOnAfterAnError() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:howdah:");
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("SELECT ?::int")) {
            assertThatThrownBy(() -> statement.execute("SELECT nonsense"))
                    .isInstanceOf(SQLException.class);
            assertThat(Rows.of(statement.executeQuery("FROM range(2)"))).containsExactly("0", "1");
            prepared.setString(1, "x");
            assertThatThrownBy(prepared::executeQuery).isInstanceOf(SQLException.class);
            prepared.setInt(1, 4);
            assertThat(Rows.of(prepared.executeQuery())).containsExactly("4");
        }
    }

    @Test
    void runsBatches() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:howdah:");
                Statement statement = connection.createStatement()) {
            statement.addBatch("CREATE TABLE t (i int)");
            statement.addBatch("INSERT INTO t VALUES (1), (2)");
            assertThat(statement.executeBatch()).containsExactly(-1, 2);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO t VALUES (?)")) {
                for (int i = 0; i < 3; i++) {
                    insert.setInt(1, i);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
            }
            assertThat(Rows.of(connection, "SELECT count(*) FROM t")).containsExactly("5");
        }
    }

    @Test
    void keepsItsSettings() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:howdah:")) {
            Rows.execute(
                    connection, "SET pg_pages_per_task = 7; SET pg_numeric_as = 'decimal(20,4)'");
            assertThat(Rows.of(connection, "SELECT current_setting('pg_pages_per_task')"))
                    .containsExactly("7");
            Rows.execute(connection, "RESET pg_pages_per_task");
            assertThat(
                            Rows.of(
                                    connection,
                                    "SELECT value FROM duckdb_settings() WHERE name IN ('pg_pages_per_task', 'pg_numeric_as') ORDER BY name"))
                    .containsExactly("decimal(20,4)", "1000");
            assertThatThrownBy(() -> Rows.execute(connection, "SET pg_numeric_nan = 'zero'"))
                    .hasMessageContaining("expected error or null");
        }
    }

    static Stream<Map.Entry<Class<?>, List<Class<?>>>> layers() {
        return Stream.of(
                Map.entry(
                        Connection.class,
                        List.of(HowdahConnection.class, ForwardingConnection.class)),
                Map.entry(
                        Statement.class, List.of(HowdahStatement.class, ForwardingStatement.class)),
                Map.entry(
                        PreparedStatement.class,
                        List.of(
                                HowdahPreparedStatement.class,
                                ForwardingPreparedStatement.class,
                                HowdahStatement.class,
                                ForwardingStatement.class)),
                Map.entry(
                        DatabaseMetaData.class,
                        List.of(HowdahDatabaseMetaData.class, ForwardingDatabaseMetaData.class)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void forwardsEveryMethod(Map.Entry<Class<?>, List<Class<?>>> layer) {
        for (Method method : layer.getKey().getMethods()) {
            if (Modifier.isStatic(method.getModifiers())) {
                continue;
            }
            assertThat(layer.getValue())
                    .as(method.toString())
                    .anyMatch(
                            type ->
                                    Arrays.stream(type.getDeclaredMethods())
                                            .anyMatch(own -> overrides(own, method)));
        }
    }

    private static boolean overrides(Method own, Method method) {
        return own.getName().equals(method.getName())
                && Arrays.equals(own.getParameterTypes(), method.getParameterTypes());
    }

    @Test
    void leavesOtherUrlsAlone() throws SQLException {
        assertThat(new HowdahDriver().connect("jdbc:duckdb:", null)).isNull();
        try (Connection plain = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet rows = plain.createStatement().executeQuery("SELECT 1")) {
            assertThat(rows.next()).isTrue();
        }
    }
}
