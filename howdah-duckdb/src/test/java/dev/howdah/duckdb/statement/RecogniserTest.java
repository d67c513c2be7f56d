package dev.howdah.duckdb.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.duckdb.statement.ParsedStatement.Attach;
import dev.howdah.duckdb.statement.ParsedStatement.Change;
import dev.howdah.duckdb.statement.ParsedStatement.CopyDatabase;
import dev.howdah.duckdb.statement.ParsedStatement.Detach;
import dev.howdah.duckdb.statement.ParsedStatement.Explain;
import dev.howdah.duckdb.statement.ParsedStatement.LoadExtension;
import dev.howdah.duckdb.statement.ParsedStatement.ObjectKind;
import dev.howdah.duckdb.statement.ParsedStatement.Option;
import dev.howdah.duckdb.statement.ParsedStatement.Query;
import dev.howdah.duckdb.statement.ParsedStatement.SearchPathChange;
import dev.howdah.duckdb.statement.ParsedStatement.SetSetting;
import dev.howdah.duckdb.statement.ParsedStatement.Transaction;
import dev.howdah.duckdb.statement.ParsedStatement.Transaction.Action;
import dev.howdah.duckdb.statement.ParsedStatement.Use;
import dev.howdah.duckdb.statement.ParsedStatement.Value;
import dev.howdah.duckdb.statement.ParsedStatement.Verbatim;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

final class RecogniserTest {
    private static <T extends ParsedStatement> T parse(Class<T> type, String text) {
        ParsedStatement statement = Recogniser.recognise(text);
        assertThat(statement).isInstanceOf(type);
        assertThat(statement.text()).isEqualTo(text);
        return type.cast(statement);
    }

    @Test
    void readsAttachWithAllItsParts() {
        Attach attach =
                parse(
                        Attach.class,
                        """
                        attach /* c */ or replace database 'host=h dbname=''d''' -- c
                        as "My ""Pg" (type POSTGRES, read_only, schema ['a', 'b'], \
                        ISOLATION_LEVEL 'READ COMMITTED', use_text_protocol = false)""");

        assertThat(attach.path()).isEqualTo("host=h dbname='d'");
        assertThat(attach.alias()).contains("My \"Pg");
        assertThat(attach.orReplace()).isTrue();
        assertThat(attach.ifNotExists()).isFalse();
        assertThat(attach.options())
                .containsExactly(
                        new Option("read_only", List.of(), false),
                        new Option(
                                "schema",
                                List.of(new Value("a", true), new Value("b", true)),
                                true),
                        new Option(
                                "isolation_level",
                                List.of(new Value("READ COMMITTED", true)),
                                false),
                        new Option("use_text_protocol", List.of(new Value("false", false)), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ATTACH 'postgres:dbname=x'                           | dbname=x
                    ATTACH IF NOT EXISTS 'POSTGRES_SCANNER:' AS a        | ``
                    ATTACH IF NOT EXISTS DATABASE '' AS a (TYPE postgres)| ``
                    ATTACH 'postgres://u@h/d' (TYPE postgres_scanner)    | postgres://u@h/d
                    ATTACH 'postgresql://u@h/d' (TYPE 'postgres')        | postgresql://u@h/d
                    """)
    void knowsAPostgresByTypeOrPrefix(String text, String path) {
        assertThat(parse(Attach.class, text.strip()).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTACH 'file.duckdb' AS f",
                "ATTACH 'file.sqlite' AS f (TYPE sqlite)",
                "ATTACH 'postgres://u@h/d'",
                "ATTACH 'x' (TYPE postgres",
                "ATTACH 'x' AS (TYPE postgres)",
                "ATTACH 'x' AS a (TYPE postgres) nonsense",
                "ATTACH 'x AS a (TYPE postgres)",
                "DETACH",
                "USE a.b.c",
                "SELECT 'unterminated",
                "SELECT /* unterminated",
                "CREATE SECRET s (TYPE s3)",
                "CREATE TEMP TABLE t (a int)",
                "CREATE TEMP VIEW v AS FROM t",
                "LOAD parquet",
                "SET threads = 4",
                "SET VARIABLE pg_x = 4",
                "COPY FROM DATABASE a",
                "SHOW ALL TABLES",
                "DESCRIBE t",
                "DELETE t",
                "CALL pg_clear_cache()",
                "nonsense",
                "\"SELECT\" 1",
                ""
            })
    void leavesTheRestToDuckDb(String text) {
        parse(Verbatim.class, text);
    }

    @Test
    void neverShowsTheConnectionString() {
        assertThat(Recogniser.recognise("ATTACH 'password=hush' AS pg (TYPE postgres)").toString())
                .doesNotContain("hush");
    }

    @Test
    void readsSessionStatements() {
        assertThat(parse(Detach.class, "DETACH DATABASE IF EXISTS \"Pg\""))
                .extracting(Detach::name, Detach::ifExists)
                .containsExactly("Pg", true);
        assertThat(parse(Detach.class, "detach pg").ifExists()).isFalse();
        assertThat(parse(Use.class, "USE pg.\"S\"").target()).isEqualTo(ObjectName.of("pg", "S"));
        assertThat(parse(Use.class, "use/**/pg").target()).isEqualTo(ObjectName.of("pg"));
        parse(SearchPathChange.class, "SET search_path = 'a,b'");
        parse(SearchPathChange.class, "SET SESSION schema TO main");
        parse(SearchPathChange.class, "RESET search_path");
        parse(SearchPathChange.class, "PRAGMA search_path='a'");
    }

    @Test
    void readsOurSettings() {
        assertThat(parse(SetSetting.class, "SET GLOBAL pg_pages_per_task = -5"))
                .extracting(SetSetting::name, SetSetting::value)
                .containsExactly("pg_pages_per_task", Optional.of(new Value("-5", false)));
        assertThat(parse(SetSetting.class, "SET PG_Numeric_As TO 'decimal(38,4)'").value())
                .contains(new Value("decimal(38,4)", true));
        assertThat(parse(SetSetting.class, "SET pg_pages_per_task = 10 * 10").value()).isEmpty();
    }

    @Test
    void readsCopyFromDatabase() {
        assertThat(parse(CopyDatabase.class, "COPY FROM DATABASE pg TO \"l\" (SCHEMA)"))
                .extracting(
                        CopyDatabase::source,
                        CopyDatabase::target,
                        CopyDatabase::schema,
                        CopyDatabase::data)
                .containsExactly("pg", "l", true, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSTALL postgres",
                "LOAD postgres",
                "FORCE INSTALL postgres_scanner FROM core_nightly",
                "LOAD 'postgres_scanner'",
                "LOAD '/opt/x/postgres_scanner.duckdb_extension'",
                "load 'build/release/extension/Postgres_Scanner.duckdb_extension'"
            })
    void acceptsLoadingTheNativeExtension(String text) {
        parse(LoadExtension.class, text);
    }

    @ParameterizedTest
    @CsvSource({
        "BEGIN,BEGIN",
        "START TRANSACTION,BEGIN",
        "begin transaction,BEGIN",
        "COMMIT,COMMIT",
        "END,COMMIT",
        "ROLLBACK,ROLLBACK",
        "ABORT,ROLLBACK"
    })
    void readsTransactions(String text, Action action) {
        assertThat(parse(Transaction.class, text).action()).isEqualTo(action);
    }

    @Test
    void looksIntoExplain() {
        Explain explain = parse(Explain.class, "EXPLAIN ANALYZE SELECT 1");
        assertThat(explain.analyze()).isTrue();
        assertThat(explain.inner()).isEqualTo(new Query("SELECT 1"));

        explain = parse(Explain.class, "EXPLAIN (FORMAT json) INSERT INTO pg.t VALUES (1)");
        assertThat(explain.format()).contains("json");
        assertThat(explain.inner()).isInstanceOf(Change.class);

        explain = parse(Explain.class, "EXPLAIN (SELECT 1)");
        assertThat(explain.inner()).isEqualTo(new Query("(SELECT 1)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "/* c */ from t",
                "VALUES (1)",
                "(SELECT 1) UNION (SELECT 2)",
                "WITH a AS (SELECT 1), insert AS NOT MATERIALIZED (SELECT 2) SELECT * FROM a",
                "PIVOT t ON a",
                "SUMMARIZE t",
                "COPY (SELECT 1) TO 'f'",
                "COPY t (a, b) TO 'f'",
                "CREATE TEMP TABLE x AS FROM t"
            })
    void knowsQueries(String text) {
        parse(Query.class, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    INSERT INTO pg.s.t VALUES (1)                    | INSERT       | IN_SCHEMA | pg.s.t | true
                    INSERT OR REPLACE INTO "t" SELECT 1              | INSERT       | IN_SCHEMA | t      | true
                    WITH a AS (SELECT ')') INSERT INTO pg.t FROM a   | INSERT       | IN_SCHEMA | pg.t   | true
                    WITH RECURSIVE a(i) AS (SELECT 1) UPDATE t SET i=1 | UPDATE     | IN_SCHEMA | t      | true
                    UPDATE pg.t SET a = 1                            | UPDATE       | IN_SCHEMA | pg.t   | true
                    DELETE FROM pg . t                               | DELETE       | IN_SCHEMA | pg.t   | true
                    MERGE INTO pg.t USING s ON true                  | MERGE        | IN_SCHEMA | pg.t   | true
                    TRUNCATE TABLE t                                 | TRUNCATE     | IN_SCHEMA | t      | false
                    TRUNCATE t                                       | TRUNCATE     | IN_SCHEMA | t      | false
                    COPY pg.t (a) FROM 'f'                           | COPY         | IN_SCHEMA | pg.t   | false
                    CREATE OR REPLACE TABLE pg.x AS SELECT 1         | CREATE       | IN_SCHEMA | pg.x   | true
                    CREATE TABLE IF NOT EXISTS x(i int)              | CREATE       | IN_SCHEMA | x      | false
                    CREATE VIEW pg.v AS SELECT 1                     | CREATE       | IN_SCHEMA | pg.v   | false
                    CREATE MACRO pg.m(a) AS a                        | CREATE       | IN_SCHEMA | pg.m   | false
                    CREATE TYPE pg.e AS ENUM ('a')                   | CREATE       | IN_SCHEMA | pg.e   | false
                    CREATE SCHEMA pg.s                               | CREATE       | SCHEMA    | pg.s   | false
                    CREATE UNIQUE INDEX IF NOT EXISTS i ON pg.t (a)  | CREATE INDEX | IN_SCHEMA | pg.t   | false
                    CREATE INDEX ON pg.t (a)                         | CREATE INDEX | IN_SCHEMA | pg.t   | false
                    DROP VIEW IF EXISTS pg.v CASCADE                 | DROP         | IN_SCHEMA | pg.v   | false
                    DROP MACRO TABLE pg.m                            | DROP         | IN_SCHEMA | pg.m   | false
                    DROP SCHEMA pg.s CASCADE                         | DROP         | SCHEMA    | pg.s   | false
                    ALTER TABLE IF EXISTS pg.t ADD COLUMN a int      | ALTER        | IN_SCHEMA | pg.t   | false
                    ALTER VIEW t RENAME TO u                         | ALTER        | IN_SCHEMA | t      | false
                    ALTER DATABASE pg RENAME TO x                    | ALTER        | DATABASE  | pg     | false
                    COMMENT ON COLUMN pg.t.a IS 'x'                  | COMMENT      | IN_SCHEMA | pg.t   | false
                    COMMENT ON TABLE pg.t IS 'x'                     | COMMENT      | IN_SCHEMA | pg.t   | false
                    COMMENT ON MACRO TABLE pg.m IS 'x'               | COMMENT      | IN_SCHEMA | pg.m   | false
                    CREATE TEMP TABLE pg.t (a int)                   | CREATE       | IN_SCHEMA | pg.t   | false
                    CREATE TEMP TABLE IF NOT EXISTS pg.t AS FROM u   | CREATE       | IN_SCHEMA | pg.t   | true
                    CREATE TRIGGER r AFTER INSERT ON pg.t SELECT 1   | CREATE       | IN_SCHEMA | pg.t   | false
                    DROP TRIGGER IF EXISTS r ON pg.t                 | DROP         | IN_SCHEMA | pg.t   | false
                    EXPORT DATABASE pg TO 'dir'                      | EXPORT       | DATABASE  | pg     | false
                    PREPARE p AS DELETE FROM pg.t                    | DELETE       | IN_SCHEMA | pg.t   | false
                    """)
    void findsWhatAStatementChanges(
            String text, String verb, ObjectKind kind, String target, boolean reads) {
        Change change = parse(Change.class, text);

        assertThat(change.verb()).isEqualTo(verb);
        assertThat(change.object()).isEqualTo(kind);
        assertThat(change.targets()).extracting(ObjectName::toString).containsExactly(target);
        assertThat(change.reads()).isEqualTo(reads);
    }

    @Test
    void findsEachTargetOfDrop() {
        assertThat(parse(Change.class, "DROP TABLE a, pg.b").targets())
                .containsExactly(ObjectName.of("a"), ObjectName.of("pg", "b"));
        assertThat(parse(Change.class, "IMPORT DATABASE 'x'").targets()).isEmpty();
        assertThat(parse(Change.class, "EXPORT DATABASE 'x'").targets()).isEmpty();
    }
}
