package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** A column whose type changed on the server is never misread, even where the bytes would pass. */
final class ChangedColumnTest {
    private static final String QUERY = "SELECT * FROM pg.t ORDER BY id";

    static List<Integer> versions() {
        return List.of(14, 18);
    }

    private static String createTable(EmbeddedServer server) throws SQLException {
        String database = Servers.createDatabase(server);
        Servers.execute(
                server,
                database,
                "CREATE TABLE t (id int PRIMARY KEY, a int, b numeric(10,2), c varchar(5))",
                "INSERT INTO t VALUES (1, 7, 1.25, 'x'), (2, NULL, 3, 'y')");
        return database;
    }

    private static Connection attach(EmbeddedServer server, String database) throws SQLException {
        Connection duckdb = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(
                duckdb,
                "ATTACH '%s' AS pg (TYPE postgres)".formatted(server.connectionString(database)));
        return duckdb;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void readsTheColumnAsItIsNow(int version) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        String database = createTable(server);
        try (Connection duckdb = attach(server, database)) {
            assertThat(Rows.of(duckdb, QUERY)).containsExactly("1|7|1.25|x", "2|null|3.00|y");
            Servers.execute(server, database, "ALTER TABLE t ALTER COLUMN a TYPE float4");
            assertThat(Rows.of(duckdb, QUERY)).containsExactly("1|7.0|1.25|x", "2|null|3.00|y");
            Servers.execute(server, database, "ALTER TABLE t ALTER COLUMN b TYPE numeric(10,4)");
            assertThat(Rows.of(duckdb, QUERY)).containsExactly("1|7.0|1.2500|x", "2|null|3.0000|y");
            Servers.execute(
                    server, database, "ALTER TABLE t ALTER COLUMN a TYPE bigint USING a * 10");
            assertThat(Rows.of(duckdb, QUERY)).containsExactly("1|70|1.2500|x", "2|null|3.0000|y");
            Servers.execute(
                    server,
                    database,
                    "ALTER TABLE t ALTER COLUMN a TYPE timestamptz USING to_timestamp(a)");
            assertThat(Rows.of(duckdb, "SELECT epoch(a) FROM pg.t ORDER BY id"))
                    .containsExactly("70.0", "null");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void executesAPreparedStatementAgain(int version) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        String database = createTable(server);
        try (Connection duckdb = attach(server, database);
                PreparedStatement statement =
                        duckdb.prepareStatement("SELECT a::double FROM pg.t WHERE id = ?")) {
            statement.setInt(1, 1);
            assertThat(Rows.of(statement.executeQuery())).containsExactly("7.0");
            Servers.execute(server, database, "ALTER TABLE t ALTER COLUMN a TYPE float4");
            statement.setInt(1, 1);
            assertThat(Rows.of(statement.executeQuery())).containsExactly("7.0");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void saysWhatChangedWhereItCanNotReadAgain(int version) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        String database = createTable(server);
        try (Connection duckdb = attach(server, database)) {
            assertThat(Rows.of(duckdb, QUERY)).hasSize(2);
            Servers.execute(server, database, "ALTER TABLE t ALTER COLUMN a TYPE float4");
            Rows.execute(duckdb, "BEGIN");
            assertThatThrownBy(() -> Rows.of(duckdb, QUERY))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("column \"a\" of pg.public.t")
                    .hasMessageContaining("pg_clear_cache()")
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("0A000");
            Rows.execute(duckdb, "ROLLBACK", "CALL pg_clear_cache()");
            assertThat(Rows.of(duckdb, "SELECT a FROM pg.t WHERE a > 0")).containsExactly("7.0");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aLongerTextIsNoChange(int version) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        String database = createTable(server);
        try (Connection duckdb = attach(server, database)) {
            assertThat(Rows.of(duckdb, QUERY)).hasSize(2);
            Servers.execute(
                    server,
                    database,
                    "ALTER TABLE t ALTER COLUMN c TYPE varchar(20)",
                    "UPDATE t SET c = 'much longer' WHERE id = 1");
            Rows.execute(duckdb, "BEGIN");
            assertThat(Rows.of(duckdb, "SELECT c FROM pg.t ORDER BY id"))
                    .containsExactly("much longer", "y");
            Rows.execute(duckdb, "COMMIT");
        }
    }
}
