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
import java.util.List;

/** What statements that define things leave on the server, as PostgreSQL itself describes it. */
abstract class DefinitionTest {
    private final EmbeddedServer server;
    private Connection duckdb;
    private Connection postgres;

    DefinitionTest(int version) {
        server = Servers.of(version);
    }

    /** The oldest server. */
    static final class Version14Test extends DefinitionTest {
        Version14Test() {
            super(14);
        }
    }

    /** The newest server: the first with virtual generated columns. */
    static final class Version18Test extends DefinitionTest {
        Version18Test() {
            super(18);
        }
    }

    @BeforeEach
    void connect() throws SQLException {
        String database = Servers.createDatabase(server);
        postgres = server.connect(database);
        Rows.execute(
                postgres,
                "CREATE SCHEMA other",
                "CREATE TYPE mood AS ENUM ('sad', 'happy')",
                "CREATE TYPE other.\"Feeling\" AS ENUM ('good', 'bad')");
        duckdb = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(
                duckdb,
                "ATTACH '%s' AS pg (TYPE postgres)".formatted(server.connectionString(database)));
    }

    @AfterEach
    void disconnect() throws SQLException {
        duckdb.close();
        postgres.close();
    }

    private void run(String... statements) throws SQLException {
        Rows.execute(duckdb, statements);
    }

    private List<String> remote(String sql) throws SQLException {
        return Rows.of(postgres, sql);
    }

    private List<String> columns(String table) throws SQLException {
        return remote(
                """
            SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
              a.attgenerated, a.attidentity, pg_catalog.pg_get_expr(d.adbin, d.adrelid)
            FROM pg_catalog.pg_attribute a
            LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = '%s'::regclass AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum
            """
                        .formatted(table));
    }

    @Test
    void aTableHasPostgresTypes() throws SQLException {
        run(
                "CREATE TYPE memory.main.local_mood AS ENUM ('sad', 'happy')",
                "CREATE TYPE memory.main.unknown_mood AS ENUM ('so', 'so la la')",
                "CREATE TYPE memory.main.number AS INTEGER",
                """
                CREATE TABLE pg.t (a TINYINT, b UBIGINT, c HUGEINT, d DECIMAL(10, 2), e VARCHAR(5),
                  f BIT(3), g INTEGER[], h STRUCT(x INTEGER), i MAP(VARCHAR, INTEGER)[],
                  j TIMESTAMP_NS, k TIMESTAMP(3), l serial, m jsonb, n inet, o numeric(50, 3),
                  p mood, q local_mood, r unknown_mood, s pg.public.mood, t pg.other.feeling[],
                  u number, v CHAR, w CHAR(3), x double precision, y timestamp with time zone,
                  z INTEGER[3][2], "A a" NUMERIC)
                """);
        assertThat(columns("t").stream().map(row -> row.split("\\|")[1]))
                .containsExactly(
                        "smallint",
                        "numeric(20,0)",
                        "numeric(39,0)",
                        "numeric(10,2)",
                        "character varying(5)",
                        "bit(3)",
                        "integer[]",
                        "jsonb",
                        "jsonb",
                        "timestamp without time zone",
                        "timestamp(3) without time zone",
                        "integer",
                        "jsonb",
                        "inet",
                        "numeric(50,3)",
                        "mood",
                        "mood",
                        "text",
                        "mood",
                        "other.\"Feeling\"[]",
                        "integer",
                        "text",
                        "character(3)",
                        "double precision",
                        "timestamp with time zone",
                        "integer[]",
                        "numeric(18,3)");
    }

    @Test
    void aTableHasItsConstraints() throws SQLException {
        run(
                "CREATE TABLE pg.public.parents (Id INTEGER PRIMARY KEY, \"Key\" VARCHAR UNIQUE)",
                """
                CREATE TABLE pg.children (
                  n INTEGER NOT NULL DEFAULT 1 + 1 CHECK (n > 0),
                  t VARCHAR DEFAULT 'it''s',
                  parent INTEGER REFERENCES pg.parents (ID),
                  "Other Parent" VARCHAR,
                  twice INTEGER GENERATED ALWAYS AS (n * 2) STORED,
                  thrice AS (n * 3.5),
                  own INTEGER GENERATED BY DEFAULT AS IDENTITY,
                  CONSTRAINT "Small" CHECK (N < 100),
                  UNIQUE (N, "other parent"),
                  CONSTRAINT fk FOREIGN KEY ("Other Parent") REFERENCES parents ("KEY"))
                """);
        assertThat(columns("children"))
                .containsExactly(
                        "n|integer|t|||(1 + 1)",
                        "t|text|f|||'it''s'::text",
                        "parent|integer|f|||null",
                        "Other Parent|text|f|||null",
                        "twice|integer|f|s||(n * 2)",
                        "thrice|numeric(12,1)|f|s||((n)::numeric * 3.5)",
                        "own|integer|t||d|null");
        assertThat(
                        remote(
                                """
            SELECT pg_catalog.pg_get_constraintdef(oid) FROM pg_catalog.pg_constraint
            WHERE conrelid = '%s'::regclass AND contype <> 'n' ORDER BY 1
            """
                                        .formatted("children")))
                .containsExactlyInAnyOrder(
                        "CHECK ((n < 100))",
                        "CHECK ((n > 0))",
                        "FOREIGN KEY (\"Other Parent\") REFERENCES parents(\"Key\")",
                        "FOREIGN KEY (parent) REFERENCES parents(\"Id\")",
                        "UNIQUE (n, \"Other Parent\")");
    }

    @Test
    void aVirtualColumnIsOneWhereTheServerHasThem() throws SQLException {
        run("CREATE TABLE pg.t (a INTEGER, b INTEGER AS (a + 1) VIRTUAL)");
        assertThat(columns("t").getLast())
                .isEqualTo(
                        server.version() >= 18
                                ? "b|integer|f|v||(a + 1)"
                                : "b|integer|f|s||(a + 1)");
    }

    @Test
    void aTableIsThereAtOnce() throws SQLException {
        run("CREATE TABLE pg.t (a INTEGER, \"B\" VARCHAR)");
        assertThat(Rows.of(duckdb, "DESCRIBE pg.t")).hasSize(2);
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM pg.public.T")).containsExactly("0");
        run("CREATE TABLE IF NOT EXISTS pg.t (z INTEGER)");
        assertThat(columns("t")).hasSize(2);
        assertThatThrownBy(() -> run("CREATE TABLE pg.t (z INTEGER)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("already exists")
                .extracting("SQLState")
                .isEqualTo("42P07");
        run("CREATE OR REPLACE TABLE pg.T (z DATE)");
        assertThat(columns("\"T\"")).containsExactly("z|date|f|||null");
        assertThat(remote("SELECT count(*) FROM pg_class WHERE relname IN ('t', 'T')"))
                .containsExactly("1");
        run("DROP TABLE pg.main.t");
        assertThatThrownBy(() -> Rows.of(duckdb, "FROM pg.t")).hasMessageContaining("t");
    }

    @Test
    void aViewIsNotReplacedByATable() throws SQLException {
        run("CREATE VIEW pg.v AS SELECT 1 AS a");
        assertThatThrownBy(() -> run("CREATE OR REPLACE TABLE pg.v (a INTEGER)"))
                .hasMessageContaining("Existing object v is of type View");
        assertThat(Rows.of(duckdb, "FROM pg.v")).containsExactly("1");
    }

    @Test
    void temporaryThingsAreRefusedWithAReason() {
        assertThatThrownBy(() -> run("CREATE TEMP TABLE pg.t (a INTEGER)"))
                .hasMessageContaining("temporary")
                .hasMessageContaining("CREATE TEMP TABLE t");
        assertThatThrownBy(() -> run("CREATE TABLE pg.pg_temp.t (a INTEGER)"))
                .hasMessageContaining("temporary")
                .hasMessageContaining("CREATE TEMP TABLE t");
        assertThatThrownBy(() -> run("CREATE TABLE pg.pg_temp.t AS SELECT 1 AS a"))
                .hasMessageContaining("temporary");
        assertThatThrownBy(() -> run("CREATE VIEW pg.pg_temp.w AS SELECT 1 AS a"))
                .hasMessageContaining("temporary");
    }

    @Test
    void schemasComeAndGo() throws SQLException {
        run("CREATE SCHEMA pg.\"New One\"", "CREATE SCHEMA IF NOT EXISTS pg.\"New One\"");
        run("CREATE TABLE pg.\"new one\".t (a INTEGER)");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM pg.\"New One\".t")).containsExactly("0");
        assertThatThrownBy(() -> run("DROP SCHEMA pg.\"new one\"")).hasMessageContaining("depend");
        run("COMMENT ON SCHEMA pg.\"new one\" IS 'it''s new'");
        assertThat(
                        remote(
                                "SELECT obj_description(oid) FROM pg_namespace WHERE nspname = 'New"
                                        + " One'"))
                .containsExactly("it's new");
        run("DROP SCHEMA pg.\"new one\" CASCADE");
        run("DROP SCHEMA IF EXISTS pg.\"new one\"");
        assertThat(remote("SELECT count(*) FROM pg_namespace WHERE nspname = 'New One'"))
                .containsExactly("0");
    }

    @Test
    void viewsLoseTheDatabasesName() throws SQLException {
        run(
                "CREATE TABLE pg.\"Tab\" (a INTEGER, \"B\" VARCHAR)",
                "CREATE VIEW pg.other.v (x, \"Y\") AS SELECT t.a, pg.public.tab.\"B\" FROM pg.tab,"
                        + " pg.public.tab AS t");
        assertThat(Rows.of(duckdb, "DESCRIBE pg.other.v").stream().map(row -> row.split("\\|")[0]))
                .containsExactly("x", "Y");
        run("CREATE OR REPLACE VIEW pg.other.v AS SELECT 1 AS other_column");
        assertThat(Rows.of(duckdb, "FROM pg.other.v")).containsExactly("1");
        run("CREATE VIEW IF NOT EXISTS pg.other.v AS SELECT 2 AS one");
        assertThat(Rows.of(duckdb, "FROM pg.other.v")).containsExactly("1");
        assertThatThrownBy(() -> run("CREATE VIEW pg.w AS SELECT list_sum([1, 2])"))
                .hasMessageContaining("PostgreSQL runs a view's query itself");
        run("COMMENT ON VIEW pg.other.v IS 'seen'", "DROP VIEW pg.other.V");
        assertThat(Rows.of(duckdb, "FROM pg.\"Tab\"")).isEmpty();
    }

    @Test
    void indexesComeAndGo() throws SQLException {
        run(
                "CREATE TABLE pg.t (a INTEGER, \"B c\" VARCHAR)",
                "CREATE UNIQUE INDEX \"My index\" ON pg.t (A, lower(\"b C\"))",
                "CREATE INDEX IF NOT EXISTS plain ON pg.t USING ART (a)",
                "COMMENT ON INDEX pg.plain IS 'plain'");
        assertThat(
                        remote(
                                "SELECT indexdef FROM pg_indexes WHERE tablename = 't' ORDER BY indexname"))
                .containsExactly(
                        "CREATE UNIQUE INDEX \"My index\" ON public.t USING btree (a, lower(\"B"
                                + " c\"))",
                        "CREATE INDEX plain ON public.t USING btree (a)");
        run("DROP INDEX pg.\"MY INDEX\"", "DROP INDEX IF EXISTS pg.\"MY INDEX\"");
        assertThat(remote("SELECT indexname FROM pg_indexes WHERE tablename = 't'"))
                .containsExactly("plain");
    }

    @Test
    void typesComeAndGo() throws SQLException {
        run(
                "CREATE TYPE pg.colour AS ENUM ('red', 'it''s blue')",
                "CREATE TYPE IF NOT EXISTS pg.colour AS ENUM ('other')",
                "CREATE TYPE pg.other.size AS ENUM (SELECT unnest(['s', 'xl']))",
                "CREATE TYPE pg.pair AS STRUCT(\"A\" INTEGER, b VARCHAR(5)[], c pg.colour)",
                "CREATE TYPE pg.cents AS DECIMAL(12, 2)",
                "CREATE TABLE pg.t (c COLOUR, s pg.other.SIZE, p pair, x cents)");
        assertThat(remote("SELECT enum_range(NULL::colour), enum_range(NULL::other.size)"))
                .containsExactly("{red,\"it's blue\"}|{s,xl}");
        assertThat(columns("t"))
                .containsExactly(
                        "c|colour|f|||null",
                        "s|other.size|f|||null",
                        "p|pair|f|||null",
                        "x|cents|f|||null");
        assertThat(Rows.of(duckdb, "SELECT column_type FROM (DESCRIBE pg.t)"))
                .containsExactly(
                        "ENUM('red', 'it''s blue')",
                        "ENUM('s', 'xl')",
                        "STRUCT(A INTEGER, b VARCHAR[], c ENUM('red', 'it''s blue'))",
                        "DECIMAL(12,2)");
        run("DROP TABLE pg.t", "DROP TYPE pg.Colour CASCADE", "DROP TYPE pg.cents");
        run("CREATE OR REPLACE TYPE pg.other.size AS ENUM ('a')");
        assertThat(remote("SELECT enum_range(NULL::other.size)")).containsExactly("{a}");
    }

    @Test
    void sequencesComeAndGo() throws SQLException {
        run(
                "CREATE SEQUENCE pg.s START WITH 5 INCREMENT BY 2 MINVALUE 1 MAXVALUE 9 CYCLE",
                "CREATE TABLE pg.t (a BIGINT DEFAULT nextval('pg.public.s'), b BIGINT DEFAULT"
                        + " nextval('pg.s'))",
                "CREATE OR REPLACE SEQUENCE pg.other.s2");
        assertThat(
                        remote(
                                "SELECT start_value, increment_by, min_value, max_value, cycle FROM"
                                        + " pg_sequences WHERE sequencename = 's'"))
                .containsExactly("5|2|1|9|t");
        Rows.execute(postgres, "INSERT INTO t DEFAULT VALUES");
        assertThat(remote("SELECT * FROM t")).containsExactly("5|7");
        run("DROP SEQUENCE pg.other.s2", "DROP SEQUENCE pg.s CASCADE");
        assertThat(remote("SELECT count(*) FROM pg_sequences")).containsExactly("0");
    }

    @Test
    void tablesChange() throws SQLException {
        run(
                "CREATE TABLE pg.t (id INTEGER, \"Name\" VARCHAR, n INTEGER)",
                "ALTER TABLE pg.t ADD COLUMN IF NOT EXISTS tags VARCHAR[] DEFAULT '{}'",
                "ALTER TABLE pg.t ADD COLUMN gone BLOB",
                "ALTER TABLE pg.t DROP COLUMN GONE",
                "ALTER TABLE pg.t RENAME COLUMN NAME TO NewName",
                "ALTER TABLE pg.t ALTER n SET DATA TYPE VARCHAR",
                "ALTER TABLE pg.t ALTER COLUMN n TYPE UBIGINT USING (n || '0')::numeric",
                "ALTER TABLE pg.t ALTER n SET DEFAULT 7",
                "ALTER TABLE pg.t ALTER n SET NOT NULL",
                "ALTER TABLE pg.t ADD PRIMARY KEY (id)");
        assertThat(columns("t"))
                .containsExactly(
                        "id|integer|t|||null",
                        "NewName|text|f|||null",
                        "n|numeric(20,0)|t|||7",
                        "tags|text[]|f|||'{}'::text[]");
        run(
                "ALTER TABLE pg.t ALTER n DROP NOT NULL",
                "ALTER TABLE pg.t ALTER n DROP DEFAULT",
                "ALTER TABLE pg.t RENAME TO Renamed",
                "ALTER TABLE IF EXISTS pg.nothing DROP COLUMN a",
                "COMMENT ON TABLE pg.renamed IS 'a table'",
                "COMMENT ON COLUMN pg.renamed.newname IS 'a column'",
                "COMMENT ON COLUMN pg.public.renamed.n IS NULL");
        assertThat(
                        remote(
                                "SELECT obj_description('\"Renamed\"'::regclass),"
                                        + " col_description('\"Renamed\"'::regclass, 2)"))
                .containsExactly("a table|a column");
        assertThat(Rows.of(duckdb, "SELECT newname, N FROM pg.renamed")).isEmpty();
        run("ALTER VIEW IF EXISTS pg.nothing RENAME TO something");
    }

    @Test
    void truncateIsPostgresOwn() throws SQLException {
        run("CREATE TABLE pg.t (a INTEGER)");
        Rows.execute(postgres, "INSERT INTO t SELECT generate_series(1, 10)");
        long before = Long.parseLong(remote("SELECT pg_relation_filenode('t')").getFirst());
        run("TRUNCATE pg.T");
        assertThat(remote("SELECT count(*), pg_relation_filenode('t') <> " + before + " FROM t"))
                .containsExactly("0|t");
    }

    @Test
    void severalThingsGoTogether() throws SQLException {
        run("CREATE TABLE pg.a (x INTEGER)", "CREATE TABLE pg.b (x INTEGER)");
        assertThatThrownBy(() -> run("DROP TABLE pg.a, pg.missing"))
                .hasMessageContaining("missing");
        assertThat(remote("SELECT to_regclass('a') IS NULL")).containsExactly("f");
        run("DROP TABLE IF EXISTS pg.a, pg.missing, pg.b");
        assertThat(remote("SELECT to_regclass('a') IS NULL AND to_regclass('b') IS NULL"))
                .containsExactly("t");
    }

    @Test
    void useSaysWhereThingsAreMade() throws SQLException {
        run("USE pg.other", "CREATE TABLE t (f Feeling)", "CREATE TABLE public.t (a INTEGER)");
        assertThat(columns("other.t")).containsExactly("f|other.\"Feeling\"|f|||null");
        assertThat(columns("public.t")).containsExactly("a|integer|f|||null");
        run("USE memory");
    }

    @Test
    void whatOnlyDuckDbHasIsRefused() {
        assertThatThrownBy(() -> run("CREATE MACRO pg.m(a) AS a + 1"))
                .hasMessageContaining("CREATE MACRO")
                .hasMessageContaining("memory.main");
    }

    @Test
    void theWordsOfTheServerComeThrough() {
        assertThatThrownBy(() -> run("CREATE TABLE pg.t (a INTEGER DEFAULT [1, 2])"))
                .isInstanceOf(SQLException.class)
                .extracting("SQLState")
                .isEqualTo("42601");
    }
}
