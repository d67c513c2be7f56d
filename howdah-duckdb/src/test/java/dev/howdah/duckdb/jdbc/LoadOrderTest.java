package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A load is planned without an order to keep; nothing of that may be left behind. */
final class LoadOrderTest {
    private static final String SETTING = "SELECT current_setting('preserve_insertion_order')";

    @Test
    void setsDuckDbsSettingBackWhetherTheLoadWorksOrFails() throws SQLException {
        EmbeddedServer server = Servers.newest();
        String database = Servers.createDatabase(server);
        Servers.execute(
                server, database, "CREATE TABLE t AS SELECT i FROM generate_series(1, 100000) i");
        try (Connection connection = DriverManager.getConnection("jdbc:howdah:")) {
            Rows.execute(
                    connection,
                    "ATTACH '" + server.connectionString(database) + "' AS pg (TYPE postgres)",
                    "CREATE TABLE loaded AS FROM pg.t");
            assertThat(Rows.of(connection, "SELECT count(*), sum(i) FROM loaded"))
                    .containsExactly("100000|5000050000");
            assertThat(Rows.of(connection, SETTING)).containsExactly("true");
            assertThatThrownBy(
                            () ->
                                    Rows.execute(
                                            connection,
                                            "CREATE TABLE bad AS SELECT error('no') FROM pg.t"))
                    .isInstanceOf(SQLException.class);
            assertThat(Rows.of(connection, SETTING)).containsExactly("true");
            Rows.execute(connection, "CREATE TABLE sorted AS FROM pg.t ORDER BY i DESC");
            assertThat(Rows.of(connection, "SELECT i FROM sorted LIMIT 2"))
                    .containsExactly("100000", "99999");
        }
    }
}
