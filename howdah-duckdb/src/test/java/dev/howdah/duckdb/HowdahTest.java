package dev.howdah.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

final class HowdahTest {
    @Test
    void worksOnAPlainDuckDbConnection() throws SQLException {
        try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServer.NEWEST);
                Connection postgres = server.connect();
                Statement setUp = postgres.createStatement();
                Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            setUp.execute("CREATE TABLE t AS SELECT i FROM generate_series(1, 3000) i");
            try (Howdah howdah = Howdah.install(duckdb)) {
                howdah.attach(server.connectionString(), "pg");
                assertThat(number(statement, "SELECT sum(i) FROM pg.t")).isEqualTo(4_501_500);
                setUp.execute("CREATE TABLE u AS SELECT 7 AS i");
                howdah.refresh();
                assertThat(number(statement, "SELECT i FROM pg.u")).isEqualTo(7);
                assertThat(
                                number(
                                        statement,
                                        "SELECT count(*) FROM postgres_scan('%s', 'public', 't')"
                                                .formatted(server.connectionString())))
                        .isEqualTo(3000);
                howdah.detach("pg");
                assertThatThrownBy(() -> howdah.detach("pg")).hasMessageContaining("pg");
                assertThat(number(statement, "SELECT 1")).isEqualTo(1);
            }
            try (Howdah again = Howdah.install(duckdb)) {
                again.attach(server.connectionString(), "second");
                assertThat(number(statement, "SELECT count(*) FROM second.t")).isEqualTo(3000);
            }
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
