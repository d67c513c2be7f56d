package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

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

/** What ATTACH makes of a PostgreSQL database, seen by the statements that users type. */
final class AttachTest {
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
                "CREATE TABLE t (id int PRIMARY KEY, \"Name\" text, n numeric(10,2))",
                "INSERT INTO t SELECT i, 'name ' || i, i / 4.0 FROM generate_series(1, 1000) i",
                "COMMENT ON TABLE t IS 'it''s a table'",
                "COMMENT ON COLUMN t.\"Name\" IS 'a\\b'",
                "CREATE SCHEMA other",
                "CREATE TABLE other.o AS SELECT 1 AS a, 'x' AS b",
                "CREATE TYPE other.mood AS ENUM ('sad', 'happy')",
                "CREATE TABLE other.e (m other.mood, arr int[], doc jsonb)",
                "INSERT INTO other.e VALUES ('happy', '{1,NULL,3}', '{\"a\": 1}')",
                "CREATE VIEW v AS SELECT id, \"Name\" FROM t WHERE id <= 3",
                "CREATE TABLE empty ()",
                "CREATE SCHEMA \"Q\"\"uote. d\"",
                "CREATE TABLE \"Q\"\"uote. d\".\"sel.ect\"\"\" (\"from\" int, \"FROM\" int, \"ä\" int)",
                "INSERT INTO \"Q\"\"uote. d\".\"sel.ect\"\"\" VALUES (1, 2, 3)",
                "CREATE TABLE twin (a int)",
                "CREATE TABLE \"TWIN\" (b int)");
    }

    @BeforeEach
    void connect() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:howdah:");
    }

    @AfterEach
    void disconnect() throws SQLException {
        duckdb.close();
    }

    private void attach(String options) throws SQLException {
        Rows.execute(
                duckdb,
                "ATTACH '%s' AS pg (TYPE postgres%s)"
                        .formatted(server.connectionString(database), options));
    }

    @Test
    void showTablesListsOnlyTheDefaultDatabase() throws SQLException {
        attach(", SCHEMA 'other'");
        Rows.execute(
                duckdb, "CREATE TABLE mine (i INTEGER)", "CREATE TEMP TABLE brief (i INTEGER)");
        assertThat(Rows.of(duckdb, "SHOW TABLES")).containsExactly("brief", "mine");
        Rows.execute(duckdb, "USE pg");
        assertThat(Rows.of(duckdb, "show tables;")).containsExactly("brief", "e", "o");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTACH 'host=h password=hush port=1' AZ pg (TYPE postgres)",
                "ATTACH 'postgresql://u:hush@h/d' AS pg (TYPE postgres",
                "FROM postgres_scan('host=h password=hush', 's')"
            })
    void aWrongStatementIsNotQuotedWithItsPassword(String sql) {
        assertThatThrownBy(() -> Rows.execute(duckdb, sql))
                .isInstanceOf(SQLException.class)
                .message()
                .contains("Error")
                .doesNotContain("hush");
        assertThatThrownBy(() -> duckdb.prepareStatement(sql).executeQuery())
                .isInstanceOf(SQLException.class)
                .message()
                .doesNotContain("hush");
    }

    @Test
    void readsTablesByEveryName() throws SQLException {
        attach("");

        assertThat(Rows.of(duckdb, "SELECT count(*), sum(id), sum(n) FROM pg.t"))
                .containsExactly("1000|500500|125125.00");
        assertThat(Rows.of(duckdb, "FROM pg.public.t WHERE id = 7"))
                .containsExactly("7|name 7|1.75");
        assertThat(Rows.of(duckdb, "FROM pg.other.o")).containsExactly("1|x");
        assertThat(Rows.of(duckdb, "SELECT * FROM pg.v ORDER BY id DESC"))
                .containsExactly("3|name 3", "2|name 2", "1|name 1");
        assertThat(Rows.of(duckdb, "FROM pg.other.e"))
                .containsExactly("happy|[1, NULL, 3]|{\"a\": 1}");
    }

    @Test
    void readsNastyNames() throws SQLException {
        attach("");

        assertThat(
                        Rows.of(
                                duckdb,
                                "SELECT \"from\", \"FROM_1\", ä FROM pg.\"Q\"\"uote. d\".\"sel.ect\"\"\""))
                .containsExactly("1|2|3");
        assertThat(Rows.of(duckdb, "DESCRIBE pg.\"twin_1\"")).hasSize(1);
    }

    @Test
    void showsItsTables() throws SQLException {
        attach(", SCHEMA ['public', 'other']");

        assertThat(Rows.of(duckdb, "SELECT name FROM (SHOW ALL TABLES) ORDER BY ALL"))
                .containsExactly("TWIN", "e", "o", "t", "twin_1", "v");
        assertThat(Rows.of(duckdb, "SHOW TABLES FROM pg.other")).containsExactly("e", "o");
        assertThat(Rows.of(duckdb, "SHOW DATABASES")).containsExactly("memory", "pg");
        assertThat(Rows.of(duckdb, "SELECT column_name, column_type FROM (DESCRIBE pg.t)"))
                .containsExactly("id|INTEGER", "Name|VARCHAR", "n|DECIMAL(10,2)");
        assertThat(
                        Rows.of(
                                duckdb,
                                "SELECT column_name, data_type FROM information_schema.columns WHERE table_catalog = 'pg' AND table_name = 'o'"))
                .containsExactly("a|INTEGER", "b|VARCHAR");
        assertThat(
                        Rows.of(
                                duckdb,
                                "SELECT comment FROM duckdb_views() WHERE database_name = 'pg' AND view_name = 't'"))
                .containsExactly("it's a table");
        assertThat(
                        Rows.of(
                                duckdb,
                                "SELECT comment FROM duckdb_columns() WHERE database_name = 'pg' AND column_name = 'Name' AND table_name = 't'"))
                .containsExactly("a\\b");
    }

    @Test
    void mixesWithLocalTables() throws SQLException {
        attach("");
        Rows.execute(
                duckdb,
                "CREATE TABLE l AS FROM pg.t WHERE id <= 10",
                "INSERT INTO l SELECT * FROM pg.t WHERE id = 20",
                "CREATE VIEW lv AS SELECT l.id, v.\"Name\" FROM l JOIN pg.v USING (id)",
                "CREATE MACRO named(x) AS (SELECT \"Name\" FROM pg.t WHERE id = x)");

        assertThat(Rows.of(duckdb, "SELECT count(*), max(id) FROM l")).containsExactly("11|20");
        assertThat(Rows.of(duckdb, "FROM lv ORDER BY id LIMIT 1")).containsExactly("1|name 1");
        assertThat(Rows.of(duckdb, "SELECT named(12)")).containsExactly("name 12");
    }

    @Test
    void usesADatabaseAsDefault() throws SQLException {
        attach("");
        Rows.execute(duckdb, "USE pg");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM t")).containsExactly("1000");
        Rows.execute(duckdb, "USE pg.other");
        assertThat(Rows.of(duckdb, "SELECT a FROM o")).containsExactly("1");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM pg.t")).containsExactly("1000");
        assertThatThrownBy(() -> Rows.execute(duckdb, "DETACH pg"))
                .hasMessageContaining("default database");
        Rows.execute(duckdb, "USE memory", "DETACH pg");
        assertThat(Rows.of(duckdb, "SELECT 1")).containsExactly("1");
        assertThatThrownBy(() -> Rows.of(duckdb, "FROM pg.t")).hasMessageContaining("pg");
    }

    @Test
    void attachesSeveral() throws SQLException {
        attach("");
        Rows.execute(
                duckdb,
                "ATTACH IF NOT EXISTS '' AS pg (TYPE postgres)",
                "ATTACH 'postgres:%s' AS \"p 2\"".formatted(server.connectionString(database)),
                "ATTACH 'postgresql://postgres@127.0.0.1:%d/%s' (TYPE postgres, READ_ONLY)"
                        .formatted(server.port(), database));

        assertThat(
                        Rows.of(
                                duckdb,
                                "SELECT count(*) FROM pg.t JOIN \"p 2\".t USING (id) JOIN "
                                        + database
                                        + ".t USING (id)"))
                .containsExactly("1000");
    }

    @Test
    void refusesASecondDatabaseOfTheSameName() throws SQLException {
        attach("");

        assertThatThrownBy(() -> attach("")).hasMessageContaining("\"pg\" already exists");
        Rows.execute(
                duckdb,
                "ATTACH OR REPLACE '%s' AS pg (TYPE postgres, SCHEMA 'other')"
                        .formatted(server.connectionString(database)));
        assertThat(Rows.of(duckdb, "FROM pg.o")).containsExactly("1|x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    foo                     | Unrecognized option for Postgres attach: foo
                    ISOLATION_LEVEL 'foo'   | Invalid value "foo" for isolation_level, expected READ COMMITTED, REPEATABLE READ or SERIALIZABLE
                    SCHEMA 'nosuch'         | There is no schema "nosuch"
                    SCHEMA ''               | expected the name of a schema
                    SECRET s                | Secret with name "s" not found
                    SECRET_STORAGE_TABLE t  | CREATE PERSISTENT SECRET
                    READ_ONLY maybe         | expected true or false
                    """)
    void refusesOptions(String option, String message) {
        assertThatThrownBy(() -> attach(", " + option)).hasMessageContaining(message);
    }

    @Test
    void neverRepeatsAPassword() {
        for (String target :
                List.of(
                        "host=127.0.0.1 port=1 user=u password=hush dbname=d",
                        "postgresql://u:hush@127.0.0.1:1/d",
                        "host=127.0.0.1 nonsense=1 password=hush")) {
            assertThatThrownBy(
                            () ->
                                    Rows.execute(
                                            duckdb, "ATTACH '" + target + "' AS x (TYPE postgres)"))
                    .isInstanceOf(SQLException.class)
                    .extracting(Throwable::toString)
                    .asString()
                    .doesNotContain("hush");
        }
    }

    @Test
    void isSharedByTheConnectionsOfAnInstance() throws SQLException {
        attach("");
        try (Connection second = duckdb.unwrap(HowdahConnection.class).duplicate()) {
            assertThat(Rows.of(second, "SELECT count(*) FROM pg.t")).containsExactly("1000");
            Rows.execute(duckdb, "DETACH pg");
            assertThat(Rows.of(second, "SELECT 2")).containsExactly("2");
            assertThat(Rows.of(second, "SELECT count(*) FROM duckdb_tables()"))
                    .containsExactly("0");
        }
    }

    @Test
    void seesWhatSomebodyElseHasJustMade() throws SQLException {
        attach("");
        Servers.execute(server, database, "CREATE TABLE IF NOT EXISTS late AS SELECT 5 AS a");
        assertThat(Rows.of(duckdb, "FROM pg.late")).containsExactly("5");
        Servers.execute(server, database, "ALTER TABLE late ADD COLUMN b int DEFAULT 6");
        assertThat(Rows.of(duckdb, "SELECT b FROM pg.late")).containsExactly("6");
        Servers.execute(server, database, "ALTER TABLE late DROP COLUMN a");
        assertThat(Rows.of(duckdb, "FROM pg.late")).containsExactly("6");
        Servers.execute(server, database, "ALTER TABLE late ADD COLUMN c text DEFAULT 'c'");
        assertThat(Rows.of(duckdb, "FROM pg.late")).containsExactly("6");
        Rows.execute(duckdb, "CALL pg_clear_cache()");
        assertThat(Rows.of(duckdb, "FROM pg.late")).containsExactly("6|c");
        Servers.execute(server, database, "DROP TABLE late");
        assertThatThrownBy(() -> Rows.of(duckdb, "FROM pg.late")).hasMessageContaining("late");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM pg.t")).containsExactly("1000");
    }

    @Test
    void copiesAWholeDatabase() throws SQLException {
        attach(", SCHEMA ['public', 'other']");
        Rows.execute(duckdb, "ATTACH ':memory:' AS local", "COPY FROM DATABASE pg TO local");

        assertThat(Rows.of(duckdb, "SELECT count(*) FROM local.public.t")).containsExactly("1000");
        assertThat(Rows.of(duckdb, "FROM local.other.e"))
                .containsExactly("happy|[1, NULL, 3]|{\"a\": 1}");
    }

    @Test
    void acceptsLoadingTheNativeExtension() throws SQLException {
        Rows.execute(
                duckdb,
                "INSTALL postgres; LOAD postgres; LOAD 'x/postgres_scanner.duckdb_extension'");
        assertThat(Rows.of(duckdb, "SELECT 1")).containsExactly("1");
    }
}
