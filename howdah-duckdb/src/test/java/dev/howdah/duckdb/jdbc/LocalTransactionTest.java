package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.server.EmbeddedServer;

import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Whatever is defined in PostgreSQL, DuckDB's part of the transaction stays one transaction. */
final class LocalTransactionTest {
    private WriteFixture writing;
    private Connection duckdb;

    @BeforeEach
    void open() throws SQLException {
        writing = WriteFixture.open(EmbeddedServer.NEWEST, "CREATE TABLE old (a int)");
        duckdb = writing.duckdb();
        writing.run("CREATE TABLE local (i INTEGER)", "INSERT INTO local VALUES (1)");
    }

    @AfterEach
    void close() throws SQLException {
        writing.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO local VALUES (2) RETURNING i",
                "WITH gone AS (DELETE FROM local RETURNING i) SELECT i FROM gone",
                "WITH a AS (SELECT 1), b AS MATERIALIZED (INSERT INTO local VALUES (2) RETURNING i)"
                        + " FROM b",
                "WITH u AS ( /* all */ UPDATE local SET i = 5 RETURNING i) SELECT count(*) FROM u",
                "EXPLAIN ANALYZE INSERT INTO local VALUES (2)",
                "CREATE TEMP TABLE mine AS SELECT 1",
                "PREPARE p AS DELETE FROM local; EXECUTE p",
                "SELECT 1; DELETE FROM local; SELECT 2"
            })
    void aWriteIsTakenBack(String write) throws SQLException {
        writing.run("BEGIN", write, "CREATE TABLE pg.fresh (a INTEGER)", "ROLLBACK");
        assertThat(writing.rows("FROM local")).containsExactly("1");
        writing.assertFails("FROM mine").hasMessageContaining("mine");
        assertThat(writing.remote("SELECT to_regclass('fresh') IS NULL")).containsExactly("t");
    }

    @Test
    void aPreparedWriteIsTakenBack() throws SQLException {
        duckdb.setAutoCommit(false);
        try (PreparedStatement insert =
                        duckdb.prepareStatement("INSERT INTO local VALUES (?) RETURNING i");
                PreparedStatement batch = duckdb.prepareStatement("INSERT INTO local VALUES (?)")) {
            insert.setInt(1, 2);
            assertThat(Rows.of(insert.executeQuery())).containsExactly("2");
            writing.run("CREATE TABLE pg.fresh (a INTEGER)");
            duckdb.rollback();
            batch.setInt(1, 3);
            batch.addBatch();
            batch.executeBatch();
            writing.run("CREATE TABLE pg.fresh (a INTEGER)");
            duckdb.rollback();
        }
        try (Statement statement = duckdb.createStatement()) {
            statement.addBatch("INSERT INTO local VALUES (4)");
            statement.addBatch("CREATE TABLE pg.fresh (a INTEGER)");
            statement.executeBatch();
            duckdb.rollback();
        }
        duckdb.setAutoCommit(true);
        assertThat(writing.rows("FROM local")).containsExactly("1");
    }

    @Test
    void withoutAutoCommitAnotherTransactionFollowsWhicheverWayOneEnds() throws SQLException {
        duckdb.setAutoCommit(false);
        writing.run("INSERT INTO local VALUES (2)", "ROLLBACK");
        writing.run("INSERT INTO local VALUES (3)", "INSERT INTO pg.old VALUES (3)");
        duckdb.rollback();
        writing.run("INSERT INTO local VALUES (4)", "COMMIT");
        writing.run("CREATE TABLE pg.fresh (a INTEGER)", "INSERT INTO local VALUES (5)");
        duckdb.rollback();
        writing.run("INSERT INTO local VALUES (6)", "INSERT INTO pg.old VALUES (6)");
        duckdb.setAutoCommit(true);
        assertThat(writing.rows("FROM local")).containsExactly("1", "4", "6");
        assertThat(writing.remote("SELECT * FROM old")).containsExactly("6");
        assertThat(writing.remote("SELECT to_regclass('fresh') IS NULL")).containsExactly("t");
    }

    @Test
    void aFailedTransactionIsNotMendedByADefinition() throws SQLException {
        writing.run("BEGIN", "INSERT INTO pg.old VALUES (1)");
        writing.assertFails("SELECT CAST('x' AS INTEGER)");
        writing.assertFails("CREATE TABLE pg.fresh (a INTEGER)").hasMessageContaining("aborted");
        writing.assertFails("COMMIT");
        assertThat(writing.remote("SELECT count(*) FROM old")).containsExactly("0");
        assertThat(writing.remote("SELECT to_regclass('fresh') IS NULL")).containsExactly("t");
    }

    @Test
    void whatWasWrittenWithDuckDbsOwnConnectionIsTakenBack() throws SQLException {
        DuckDBConnection inner = duckdb.unwrap(DuckDBConnection.class);
        writing.run("BEGIN");
        try (Statement statement = inner.createStatement()) {
            statement.execute("INSERT INTO local VALUES (2)");
        }
        writing.run("CREATE TABLE pg.fresh (a INTEGER)", "ROLLBACK");
        assertThat(writing.rows("FROM local")).containsExactly("1");
    }

    @Test
    void aTransactionForReadingStaysOne() throws SQLException {
        writing.run("BEGIN TRANSACTION READ ONLY");
        assertThat(writing.rows("FROM pg.old")).isEmpty();
        writing.onServer("CREATE TABLE theirs (a int)");
        assertThat(writing.rows("SELECT count(*) FROM pg.theirs")).containsExactly("0");
        writing.assertFails("INSERT INTO local VALUES (2)");
        writing.run("ROLLBACK");
        assertThat(writing.rows("FROM local")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO pg.old VALUES (1)",
                "CREATE TABLE pg.fresh (a INTEGER)",
                "FROM postgres_execute('pg', 'INSERT INTO old VALUES (1)')"
            })
    void aTransactionForReadingChangesNoServer(String change) throws SQLException {
        writing.run("BEGIN TRANSACTION READ ONLY");
        writing.assertFails(change).hasFieldOrPropertyWithValue("SQLState", "25006");
        writing.run("ROLLBACK", "BEGIN TRANSACTION", "INSERT INTO pg.old VALUES (7)", "COMMIT");
        assertThat(writing.remote("SELECT * FROM old")).containsExactly("7");
        assertThat(writing.remote("SELECT to_regclass('fresh') IS NULL")).containsExactly("t");
    }

    @Test
    void copiesWhatTheTransactionHasDefined() throws SQLException {
        writing.run(
                "ATTACH ':memory:' AS copy",
                "BEGIN",
                "CREATE TABLE pg.fresh (a INTEGER)",
                "INSERT INTO pg.fresh VALUES (4)",
                "COPY FROM DATABASE pg TO copy");
        assertThat(writing.rows("FROM copy.public.fresh")).containsExactly("4");
        assertThat(writing.rows("FROM pg.fresh")).containsExactly("4");
        writing.run("ROLLBACK");
        assertThat(
                        writing.rows(
                                "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'copy'"))
                .containsExactly("0");
    }
}
