package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** COPY with FORMAT postgres_binary, of tables that are DuckDB's own. */
final class BinaryCopyTest {
    @TempDir private Path directory;
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:howdah:");
        statement = connection.createStatement();
        statement.execute(
                "CREATE TABLE source AS SELECT r::INTEGER AS id, 'name ' || r AS \"the name\","
                        + " {a: r} AS s, r::UTINYINT AS small FROM range(200) t(r)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void copiesATableThereAndBack() throws SQLException {
        String file = "'" + directory.resolve("a file.bin") + "'";
        assertThat(statement.executeUpdate("COPY source TO " + file + " (FORMAT postgres_binary)"))
                .isEqualTo(200);
        statement.execute("CREATE TABLE target AS FROM source LIMIT 0");
        assertThat(
                        statement.executeUpdate(
                                "copy main.target from "
                                        + file
                                        + " with (format 'postgres_binary')"))
                .isEqualTo(200);
        assertThat(Rows.of(connection, "(FROM source) EXCEPT ALL (FROM target)")).isEmpty();
    }

    @Test
    void copiesSomeColumnsAndQueries() throws SQLException {
        String file = "'" + directory.resolve("some.bin") + "'";
        statement.execute("COPY source(id, \"the name\") TO " + file + " (FORMAT postgres_binary)");
        statement.execute("CREATE TABLE target(other BOOLEAN, \"the name\" VARCHAR, id INTEGER)");
        statement.execute(
                "COPY target(id, \"the name\") FROM " + file + " (FORMAT postgres_binary);");
        assertThat(
                        Rows.of(
                                connection,
                                "SELECT count(*), count(other), max(id), max(\"the name\")"
                                        + " FROM target"))
                .containsExactly("200|0|199|name 99");
        try (PreparedStatement copy =
                connection.prepareStatement(
                        "COPY (SELECT id FROM source WHERE id < 7) TO "
                                + file
                                + " (FORMAT postgres_binary)")) {
            assertThat(copy.executeUpdate()).isEqualTo(7);
        }
        assertThat(
                        Rows.of(
                                connection,
                                "SELECT sum(id) FROM read_postgres_binary("
                                        + file
                                        + ", columns := {'id': 'INTEGER'})"))
                .containsExactly("21");
    }

    @Test
    void refusesWhatItCannotDo() throws SQLException {
        Path file = directory.resolve("refused.bin");
        assertThatThrownBy(
                        () ->
                                statement.execute(
                                        "COPY source TO '"
                                                + file
                                                + "' (FORMAT postgres_binary, HEADER true)"))
                .hasMessageContaining("takes no other option, so not HEADER");
        assertThatThrownBy(
                        () ->
                                statement.execute(
                                        "COPY (SELECT chr(0) AS t) TO '"
                                                + file
                                                + "' (FORMAT postgres_binary)"))
                .hasMessageContaining("column \"t\", row 1");
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void copiesIntoAnAttachedPostgresAndOutOfIt() throws SQLException {
        String database = Servers.createDatabase(Servers.newest());
        Servers.execute(
                Servers.newest(),
                database,
                "CREATE TABLE t(id int, n numeric, j jsonb, a text[], rest int DEFAULT 5)");
        statement.execute(
                "ATTACH '"
                        + Servers.newest().connectionString(database)
                        + "' AS pg (TYPE postgres)");
        String file = "'" + directory.resolve("remote.bin") + "'";
        statement.execute(
                "COPY (SELECT id, id::BIGNUM AS n, {k: id} AS j, ['x', NULL] AS a"
                        + " FROM source) TO "
                        + file
                        + " (FORMAT postgres_binary)");
        assertThat(
                        statement.executeUpdate(
                                "COPY pg.public.t(id, n, j, a) FROM "
                                        + file
                                        + " (FORMAT postgres_binary)"))
                .isEqualTo(200);
        assertThat(
                        Rows.of(
                                connection,
                                "SELECT count(*), sum(rest), max(j::VARCHAR) FROM pg.public.t"))
                .hasSize(1);
        assertThat(
                        statement.executeUpdate(
                                "COPY pg.public.t TO " + file + " (FORMAT postgres_binary)"))
                .isEqualTo(200);
    }
}
