package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What a transaction defines it sees itself, at once, and loses again when it is rolled back. */
final class DefinitionTransactionTest {
    private final EmbeddedServer server = Servers.newest();
    private Connection duckdb;
    private Connection postgres;

    @BeforeEach
    void connect() throws SQLException {
        String database = Servers.createDatabase(server);
        postgres = server.connect(database);
        Rows.execute(postgres, "CREATE TABLE old (a int)", "INSERT INTO old VALUES (1)");
        duckdb = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(
                duckdb,
                "ATTACH '%s' AS pg (TYPE postgres)".formatted(server.connectionString(database)),
                "CREATE TABLE local (i INTEGER)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        duckdb.close();
        postgres.close();
    }

    private void run(String... statements) throws SQLException {
        Rows.execute(duckdb, statements);
    }

    @Test
    void aNewTableIsReadInItsTransaction() throws SQLException {
        run("BEGIN");
        assertThat(Rows.of(duckdb, "FROM pg.old")).containsExactly("1");
        run("CREATE TABLE pg.fresh (a INTEGER, b VARCHAR)", "INSERT INTO pg.fresh VALUES (7, 'x')");
        assertThat(Rows.of(duckdb, "SELECT * FROM pg.fresh")).containsExactly("7|x");
        assertThat(Rows.of(duckdb, "SELECT * FROM pg.public.fresh, pg.old"))
                .containsExactly("7|x|1");
        assertThat(Rows.of(postgres, "SELECT to_regclass('fresh') IS NULL")).containsExactly("t");
        run("INSERT INTO local SELECT a FROM pg.fresh", "COMMIT");
        assertThat(Rows.of(duckdb, "SELECT i, a FROM local, pg.fresh")).containsExactly("7|7");
        assertThat(Rows.of(postgres, "SELECT * FROM fresh")).containsExactly("7|x");
    }

    @Test
    void anAlteredTableIsReadInItsTransaction() throws SQLException {
        duckdb.setAutoCommit(false);
        assertThat(Rows.of(duckdb, "FROM pg.old")).containsExactly("1");
        run("ALTER TABLE pg.old ADD COLUMN b INTEGER DEFAULT 5");
        assertThat(Rows.of(duckdb, "FROM pg.old")).containsExactly("1|5");
        run("ALTER TABLE pg.old RENAME a TO x");
        assertThat(Rows.of(duckdb, "SELECT x FROM pg.old")).containsExactly("1");
        duckdb.rollback();
        assertThat(Rows.of(duckdb, "FROM pg.old")).containsExactly("1");
        duckdb.commit();
    }

    @Test
    void aRolledBackTableIsGone() throws SQLException {
        run("BEGIN", "CREATE TABLE pg.fresh (a INTEGER)", "CREATE SCHEMA pg.space", "ROLLBACK");
        assertThatThrownBy(() -> Rows.of(duckdb, "FROM pg.fresh")).hasMessageContaining("fresh");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM duckdb_views() WHERE view_name = 'fresh'"))
                .containsExactly("0");
    }

    @Test
    void whatSomebodyElseHasDefinedIsFound() throws SQLException {
        run("BEGIN");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM local")).containsExactly("0");
        Rows.execute(postgres, "CREATE TABLE theirs (a int)");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM pg.theirs")).containsExactly("0");
        run("ROLLBACK");
    }

    @Test
    void whatWasWrittenInDuckDbStaysPartOfTheTransaction() throws SQLException {
        run("BEGIN", "INSERT INTO local VALUES (1)");
        assertThat(Rows.of(duckdb, "FROM pg.old")).containsExactly("1");
        run("CREATE TABLE pg.fresh (a serial, b INTEGER)", "INSERT INTO pg.fresh (b) VALUES (2)");
        assertThatThrownBy(() -> Rows.of(duckdb, "FROM pg.fresh"))
                .hasMessageContaining("define things in PostgreSQL first");
        run("ROLLBACK");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM local")).containsExactly("0");
        run("BEGIN", "INSERT INTO local VALUES (1)", "CREATE TABLE pg.fresh (a serial)", "COMMIT");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM local, pg.fresh")).containsExactly("0");
        assertThat(Rows.of(duckdb, "FROM local")).containsExactly("1");
    }

    @Test
    void aNameWithTooManyPartsMeansNothing() throws SQLException {
        for (String sql :
                new String[] {
                    "CREATE TABLE pg.other.public.t (a INTEGER)",
                    "INSERT INTO pg.other.public.old VALUES (2)",
                    "DROP TABLE pg.other.public.old"
                }) {
            assertThatThrownBy(() -> run(sql)).isInstanceOf(SQLException.class);
        }
        assertThat(Rows.of(postgres, "SELECT * FROM old")).containsExactly("1");
        assertThat(Rows.of(postgres, "SELECT to_regclass('t') IS NULL")).containsExactly("t");
    }

    @Test
    void aTypeOfTheTransactionItselfIsKnown() throws SQLException {
        run(
                "BEGIN",
                "CREATE TYPE memory.main.amount AS DECIMAL(7, 2)",
                "CREATE TABLE pg.t (a amount, b amount[])",
                "COMMIT");
        assertThat(Rows.of(duckdb, "SELECT column_type FROM (DESCRIBE pg.t)"))
                .containsExactly("DECIMAL(7,2)", "DECIMAL(7,2)[]");
    }
}
