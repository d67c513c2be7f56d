package dev.howdah.duckdb.nativeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.error.HowdahException;

import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

final class ConfigOptionTest {
    private Connection connection;
    private DuckDbConnectionHandle handle;

    @BeforeEach
    void register() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        handle = DuckDbConnectionHandle.of(connection);
        assertThat(handle.registerConfigOption(pages())).isTrue();
        assertThat(
                        handle.registerConfigOption(
                                new ConfigOption("pg_flag", "a flag", NativeTypeId.BOOLEAN, true)))
                .isTrue();
        assertThat(
                        handle.registerConfigOption(
                                new ConfigOption("pg_name", "a name", NativeTypeId.VARCHAR, "")))
                .isTrue();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void isSetAndResetAsAnyOther() throws SQLException {
        assertThat(one("SELECT current_setting('pg_pages')")).isEqualTo("1000");
        execute("SET pg_pages = 7");
        assertThat(one("SELECT current_setting('pg_pages')")).isEqualTo("7");
        assertThat(handle.readConfigOption("pg_pages")).isEqualTo(7L);
        execute("RESET pg_pages");
        assertThat(handle.readConfigOption("pg_pages")).isEqualTo(1000L);
    }

    @Test
    void isListedWithItsDescription() throws SQLException {
        assertThat(
                        one(
                                "SELECT concat_ws('/', value, description, input_type)"
                                        + " FROM duckdb_settings() WHERE name = 'pg_pages'"))
                .isEqualTo("1000/pages of a task/UBIGINT");
    }

    @Test
    void readsEveryKind() throws SQLException {
        assertThat(handle.readConfigOption("pg_flag")).isEqualTo(true);
        assertThat(handle.readConfigOption("pg_name")).isEqualTo("");
        execute("SET pg_flag = false", "SET pg_name = 'Łódź'");
        assertThat(handle.readConfigOption("pg_flag")).isEqualTo(false);
        assertThat(handle.readConfigOption("pg_name")).isEqualTo("Łódź");
        assertThat(handle.readConfigOption("threads")).isInstanceOf(Long.class);
    }

    @Test
    void refusesAValueOfAnotherType() {
        assertThatThrownBy(() -> execute("SET pg_pages = 'many'")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> execute("SET pg_pages = -1")).isInstanceOf(SQLException.class);
        assertThat(handle.readConfigOption("pg_pages")).isEqualTo(1000L);
    }

    @Test
    void belongsToItsConnectionUnlessSetGlobally() throws SQLException {
        try (Connection second = ((DuckDBConnection) connection).duplicate()) {
            execute("SET pg_pages = 7");
            DuckDbConnectionHandle other = DuckDbConnectionHandle.of(second);
            assertThat(other.instanceId()).isEqualTo(handle.instanceId());
            assertThat(other.connectionId()).isNotEqualTo(handle.connectionId());
            assertThat(other.readConfigOption("pg_pages")).isEqualTo(1000L);
            assertThat(other.registerConfigOption(pages())).isFalse();
            execute("SET GLOBAL pg_flag = false");
            assertThat(other.readConfigOption("pg_flag")).isEqualTo(false);
        }
    }

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> handle.readConfigOption("pg_nonsense"))
                .isInstanceOf(HowdahException.class)
                .hasMessage("there is no setting pg_nonsense");
    }

    @Test
    void refusesADefaultOfAnotherType() {
        assertThatThrownBy(() -> new ConfigOption("pg_x", "", NativeTypeId.BOOLEAN, 1L))
                .hasMessageContaining("pg_x");
        assertThatThrownBy(() -> new ConfigOption("pg_x", "", NativeTypeId.DATE, 1L))
                .hasMessageContaining("DATE");
    }

    private static ConfigOption pages() {
        return new ConfigOption("pg_pages", "pages of a task", NativeTypeId.UBIGINT, 1000L);
    }

    private void execute(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String one(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
