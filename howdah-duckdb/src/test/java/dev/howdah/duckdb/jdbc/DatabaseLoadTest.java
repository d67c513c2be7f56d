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

/** COPY FROM DATABASE of DuckDB's own databases to PostgreSQL. */
abstract class DatabaseLoadTest {
    private final EmbeddedServer server;
    private Connection duckdb;
    private Connection postgres;

    DatabaseLoadTest(int version) {
        server = Servers.of(version);
    }

    /** The oldest server. */
    static final class Version14Test extends DatabaseLoadTest {
        Version14Test() {
            super(14);
        }
    }

    /** The newest server. */
    static final class Version18Test extends DatabaseLoadTest {
        Version18Test() {
            super(18);
        }
    }

    @BeforeEach
    void connect() throws SQLException {
        String database = Servers.createDatabase(server);
        postgres = server.connect(database);
        duckdb = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(
                duckdb,
                "ATTACH '%s' AS pg (TYPE postgres)".formatted(server.connectionString(database)),
                "CREATE TYPE mood AS ENUM ('sad', 'happy')",
                "CREATE SCHEMA shop",
                "CREATE SEQUENCE ids START 10",
                "CREATE TABLE parents (Id BIGINT PRIMARY KEY DEFAULT nextval('ids'), name VARCHAR"
                        + " UNIQUE NOT NULL CHECK (length(name) > 1), m mood, ms mood[])",
                "CREATE TABLE shop.children (a INTEGER, parent BIGINT, twice INTEGER AS (a * 2),"
                        + " h HUGEINT, s STRUCT(x INTEGER), d DECIMAL(5, 2) DEFAULT 1.5)",
                "CREATE TABLE referring (p BIGINT REFERENCES parents (id))",
                "CREATE INDEX by_name ON parents (lower(name))",
                "CREATE VIEW names AS SELECT name FROM parents WHERE id > 0",
                "INSERT INTO parents SELECT nextval('ids'), 'name ' || i, 'happy', ['sad', NULL]"
                        + " FROM range(1000) t(i)",
                "INSERT INTO shop.children SELECT i, i, i, {'x': i}, 2 FROM range(10) t(i)",
                "INSERT INTO referring VALUES (10)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        duckdb.close();
        postgres.close();
    }

    @Test
    void findsTheSourceAsDuckDbDoes() throws SQLException {
        Rows.execute(
                duckdb,
                "ATTACH ':memory:' AS \"Small One\"",
                "CREATE TABLE \"Small One\".only AS SELECT 5 AS a",
                "COPY FROM DATABASE \"SMALL one\" TO PG");
        assertThat(Rows.of(duckdb, "FROM pg.only")).containsExactly("5");
        assertThatThrownBy(() -> Rows.execute(duckdb, "COPY FROM DATABASE nowhere TO pg"))
                .hasMessageContaining("no database \"nowhere\" is attached");
        assertThatThrownBy(() -> Rows.execute(duckdb, "COPY FROM DATABASE pg TO PG"))
                .hasMessageContaining("can't be copied to itself");
    }

    @Test
    void everythingArrives() throws SQLException {
        Rows.execute(duckdb, "COPY FROM DATABASE memory TO pg");
        assertThat(
                        Rows.of(
                                postgres,
                                "SELECT count(*), min(\"Id\"), max(m), max(ms::text) FROM parents"))
                .containsExactly("1000|10|happy|{sad,NULL}");
        assertThat(Rows.of(postgres, "SELECT * FROM shop.children WHERE a = 3"))
                .containsExactly("3|3|6|3|{\"x\": 3}|2.00");
        assertThat(Rows.of(postgres, "SELECT * FROM names LIMIT 1")).containsExactly("name 0");
        assertThat(Rows.of(postgres, "SELECT nextval('ids')")).containsExactly("1010");
        assertThat(
                        Rows.of(
                                postgres,
                                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype"
                                        + " IN ('p', 'u', 'f', 'c') AND connamespace ="
                                        + " 'public'::regnamespace ORDER BY 1"))
                .containsExactly(
                        "CHECK ((length(name) > 1))",
                        "FOREIGN KEY (p) REFERENCES parents(\"Id\")",
                        "PRIMARY KEY (\"Id\")",
                        "UNIQUE (name)");
        assertThat(Rows.of(postgres, "SELECT indexdef FROM pg_indexes WHERE indexname = 'by_name'"))
                .containsExactly(
                        "CREATE INDEX by_name ON public.parents USING btree (lower(name))");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM pg.shop.children")).containsExactly("10");
    }

    @Test
    void definitionsAndRowsGoApart() throws SQLException {
        Rows.execute(duckdb, "COPY FROM DATABASE memory TO pg (SCHEMA)");
        assertThat(Rows.of(postgres, "SELECT count(*) FROM parents")).containsExactly("0");
        Rows.execute(postgres, "ALTER TABLE referring DROP CONSTRAINT referring_p_fkey");
        Rows.execute(duckdb, "COPY FROM DATABASE memory TO pg (DATA)");
        assertThat(Rows.of(postgres, "SELECT count(*), max(ms::text) FROM parents"))
                .containsExactly("1000|{sad,NULL}");
        assertThat(Rows.of(postgres, "SELECT sum(twice) FROM shop.children")).containsExactly("90");
    }

    @Test
    void aViewThatPostgresCannotRunLeavesNothing() throws SQLException {
        Rows.execute(duckdb, "CREATE VIEW odd AS SELECT list_sum([1, 2]) AS s");
        assertThatThrownBy(() -> Rows.execute(duckdb, "COPY FROM DATABASE memory TO pg"))
                .hasMessageContaining("the view \"odd\"");
        assertThat(
                        Rows.of(
                                postgres,
                                "SELECT to_regclass('parents') IS NULL, to_regtype('mood') IS"
                                        + " NULL"))
                .containsExactly("t|t");
        Rows.execute(duckdb, "DROP VIEW odd", "COPY FROM DATABASE memory TO pg");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM pg.parents")).containsExactly("1000");
    }

    @Test
    void onePostgresIsCopiedToAnother() throws SQLException {
        String other = Servers.createDatabase(server);
        Servers.execute(
                server,
                other,
                "CREATE TABLE things (\"Id\" int PRIMARY KEY, doc jsonb, at timestamptz)",
                "INSERT INTO things VALUES (1, '{\"a\": 1}', '2020-01-01 00:00+00')",
                "CREATE SCHEMA more",
                "CREATE VIEW more.seen AS SELECT \"Id\" + 1 AS n FROM things");
        Rows.execute(
                duckdb,
                "ATTACH '%s' AS src (TYPE postgres, READ_ONLY)"
                        .formatted(server.connectionString(other)),
                "COPY FROM DATABASE src TO pg");
        assertThat(Rows.of(postgres, "SELECT \"Id\", doc ->> 'a' FROM things"))
                .containsExactly("1|1");
        assertThat(Rows.of(postgres, "SELECT n FROM more.seen")).containsExactly("2");
    }

    @Test
    void itIsPartOfATransaction() throws SQLException {
        Rows.execute(duckdb, "BEGIN", "COPY FROM DATABASE memory TO pg", "ROLLBACK");
        assertThat(Rows.of(postgres, "SELECT to_regclass('parents') IS NULL")).containsExactly("t");
    }
}
