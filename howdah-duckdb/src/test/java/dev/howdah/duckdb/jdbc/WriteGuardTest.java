package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** Nothing may land in the in-memory database that stands for a PostgreSQL. */
final class WriteGuardTest {
    private static EmbeddedServer server;
    private static String database;

    private Connection duckdb;
    private List<String> before;

    @BeforeAll
    static void createTables() throws SQLException {
        server = Servers.newest();
        database = Servers.createDatabase(server);
        Servers.execute(
                server,
                database,
                "CREATE TABLE t (id int)",
                "CREATE SCHEMA s",
                "CREATE VIEW s.v AS SELECT 1 AS a");
    }

    @BeforeEach
    void attach() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(
                duckdb,
                "CREATE TABLE l (id int)",
                "ATTACH '%s' AS pg (TYPE postgres, READ_ONLY)"
                        .formatted(server.connectionString(database)));
        before = catalogue();
    }

    @AfterEach
    void nothingHasChanged() throws SQLException {
        assertThat(catalogue()).isEqualTo(before);
        duckdb.close();
    }

    private List<String> catalogue() throws SQLException {
        return Rows.of(
                duckdb,
                """
                SELECT schema_name, view_name, comment FROM duckdb_views() WHERE database_name = 'pg'
                UNION ALL
                SELECT schema_name, table_name, comment FROM duckdb_tables() WHERE database_name = 'pg'
                UNION ALL
                SELECT schema_name, 'schema', '' FROM duckdb_schemas() WHERE database_name = 'pg'
                UNION ALL
                SELECT schema_name, function_name, '' FROM duckdb_functions() WHERE database_name = 'pg' AND NOT internal
                UNION ALL
                SELECT schema_name, sequence_name, '' FROM duckdb_sequences() WHERE database_name = 'pg'
                UNION ALL
                SELECT schema_name, type_name, '' FROM duckdb_types() WHERE database_name = 'pg' AND NOT internal
                ORDER BY ALL
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE pg.x (i int)",
                "CREATE OR REPLACE TABLE pg.public.x AS SELECT 1",
                "CREATE TABLE pg.main.x (i int)",
                "CREATE VIEW pg.v AS SELECT 1",
                "CREATE SCHEMA pg.n",
                "CREATE SEQUENCE pg.q",
                "CREATE TYPE pg.e AS ENUM ('a')",
                "CREATE MACRO pg.m(a) AS a",
                "CREATE INDEX i ON pg.t (id)",
                "INSERT INTO pg.t VALUES (1)",
                "WITH a AS (SELECT 1) INSERT INTO pg.public.t FROM a",
                "INSERT INTO t VALUES (1)",
                "UPDATE pg.t SET id = 1",
                "DELETE FROM pg.t",
                "TRUNCATE pg.t",
                "MERGE INTO pg.t USING l USING (id) WHEN NOT MATCHED THEN INSERT",
                "COPY pg.t FROM 'x.csv'",
                "DROP TABLE pg.t",
                "DROP VIEW pg.t",
                "DROP VIEW t",
                "DROP SCHEMA pg.s CASCADE",
                "ALTER TABLE pg.t ADD COLUMN x int",
                "ALTER VIEW pg.t RENAME TO u",
                "COMMENT ON VIEW pg.t IS 'x'",
                "COMMENT ON COLUMN pg.t.id IS 'x'",
                "ALTER DATABASE pg RENAME TO qq",
                "PREPARE p AS INSERT INTO pg.t VALUES (1)",
                "EXPLAIN ANALYZE INSERT INTO pg.t VALUES (1)"
            })
    void refusesAWriteToAttachedObjects(String sql) {
        assertRefused(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE x (i int)",
                "CREATE TABLE s.x (i int)",
                "CREATE TABLE main.x (i int)",
                "CREATE VIEW x AS SELECT 1",
                "CREATE SCHEMA x",
                "INSERT INTO t VALUES (1)",
                "DROP VIEW t",
                "IMPORT DATABASE 'nowhere'"
            })
    void refusesAWriteWhereThePostgresIsTheDefault(String sql) throws SQLException {
        Rows.execute(duckdb, "USE pg");
        assertRefused(sql);
    }

    private void assertRefused(String sql) {
        assertThatThrownBy(() -> Rows.execute(duckdb, sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(
                        "the PostgreSQL database \"pg\" is attached in read-only mode")
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("25006");
        assertThatThrownBy(
                        () -> {
                            try (var prepared = duckdb.prepareStatement(sql)) {
                                prepared.execute();
                            }
                        })
                .isInstanceOf(SQLException.class);
    }

    /** What the guard doesn't see, the server itself refuses. */
    @Test
    void isReadOnlyOnTheServerToo() {
        assertThatThrownBy(
                        () -> Rows.execute(duckdb, "CALL postgres_execute('pg', 'DELETE FROM t')"))
                .hasMessageContaining("read-only transaction")
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("25006");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PREPARE p AS INSERT INTO w.t VALUES (1)",
                "EXPLAIN ANALYZE INSERT INTO w.t VALUES (1)",
                "CREATE MACRO w.m(a) AS a",
                "CREATE TEMP TABLE w.x (i int)",
                "ALTER DATABASE w RENAME TO qq"
            })
    void saysWhatCantBeWritten(String sql) throws SQLException {
        Rows.execute(
                duckdb,
                "ATTACH '%s' AS w (TYPE postgres)".formatted(server.connectionString(database)));
        assertThatThrownBy(() -> Rows.execute(duckdb, sql))
                .isInstanceOf(SQLException.class)
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("0A000");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM w.t")).containsExactly("0");
        Rows.execute(duckdb, "DETACH w");
    }

    @Test
    void tellsWhatToUseInsteadOfAnAppender() throws SQLException {
        HowdahConnection connection = duckdb.unwrap(HowdahConnection.class);
        assertThatThrownBy(() -> connection.createAppender("pg", "public", "t"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("pg.public.t")
                .hasMessageContaining("addBatch")
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("0A000");
        assertThatThrownBy(() -> connection.createAppender("t"))
                .hasMessageContaining("the PostgreSQL database \"pg\"");
        Rows.execute(duckdb, "CREATE TABLE appended (id int)");
        try (DuckDBAppender appender = connection.createAppender("appended")) {
            appender.beginRow().append(7).endRow();
        }
        assertThat(Rows.of(duckdb, "FROM appended")).containsExactly("7");
        DuckDBConnection own = duckdb.unwrap(DuckDBConnection.class);
        assertThatThrownBy(() -> own.createAppender("pg", "public", "t").close())
                .isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    EXPLAIN INSERT INTO w.t VALUES (1)|the PostgreSQL database "w"
                    VACUUM w.t|CONNECT w, and VACUUM there
                    VACUUM ANALYZE w.t|CONNECT w, and VACUUM there
                    ANALYZE w.t|CONNECT w, and ANALYZE there
                    CREATE MATERIALIZED VIEW w.m AS SELECT 1|postgres_execute('w', '…')
                    EXPORT DATABASE w TO '/nowhere'|COPY FROM DATABASE w TO
                    INSERT INTO w.missing VALUES (1)|in the PostgreSQL database "w"
                    INSERT INTO w.t SELECT 'x'|column "id", row 1
                    """)
    void namesTheDatabaseOrColumnAndTheWayOut(String sql, String expected) throws SQLException {
        Rows.execute(
                duckdb,
                "ATTACH '%s' AS w (TYPE postgres)".formatted(server.connectionString(database)));
        assertThatThrownBy(() -> Rows.execute(duckdb, sql)).hasMessageContaining(expected);
        Rows.execute(duckdb, "DETACH w");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    INSERT INTO l SELECT 1
                    CREATE TABLE memory.pg_like (i int)
                    CREATE TEMP TABLE t2 AS FROM pg.t
                    CREATE TABLE t (other int)
                    DROP TABLE l
                    CREATE VIEW lv AS FROM pg.t
                    """)
    void leavesLocalObjectsAlone(String sql) throws SQLException {
        Rows.execute(duckdb, sql);
    }

    @Test
    void prefersALocalTableOfTheSameName() throws SQLException {
        Rows.execute(duckdb, "CREATE TABLE t (id int)", "INSERT INTO t VALUES (5)");
        assertThat(Rows.of(duckdb, "FROM t")).containsExactly("5");
        Rows.execute(duckdb, "DROP TABLE t");
    }
}
