package dev.howdah.duckdb.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.duckdb.statement.ParsedStatement.Connect;
import dev.howdah.duckdb.statement.ParsedStatement.Disconnect;
import dev.howdah.duckdb.statement.ParsedStatement.Passed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who cuts which part of a text, and where. */
final class StatementSequenceTest {
    @Test
    void switchesTheRulesWithTheConnection() {
        StatementSequence sequence =
                StatementSequence.of(
                        "SELECT ?1; CONNECT pg; SELECT E'\\';'; DISCONNECT; SELECT 2;",
                        Dialect.DUCKDB);

        assertThat(sequence.complete()).isTrue();
        assertThat(sequence.statements())
                .extracting(ParsedStatement::text)
                .containsExactly(
                        "SELECT ?1", "CONNECT pg", "SELECT E'\\';'", "DISCONNECT", "SELECT 2");
        assertThat(sequence.statements())
                .extracting(statement -> (Object) statement.getClass())
                .containsExactly(
                        ParsedStatement.Query.class,
                        Connect.class,
                        Passed.class,
                        Disconnect.class,
                        ParsedStatement.Query.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a;b' || $$;$$ || $x$ ; $$ ; $x$",
                "SELECT /* ; /* ; */ ; */ 1 -- ;\r",
                "SELECT E'a\\';' \n ';b\\''",
                "SELECT U&'\\003b;' , U&\"a;\" , x'00'",
                "SELECT '{}'::jsonb ? ';' , a$b$c , 1",
                "CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM u; SELECT 1;)",
                "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1;"
                        + " SELECT CASE WHEN true THEN 2 END; END",
                "CREATE PROCEDURE p() LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (1); END",
                "BEGIN",
                "CREATE TABLE connect (disconnect int)"
            })
    void cutsByPostgresRules(String statement) {
        StatementSequence sequence =
                StatementSequence.of(statement + "\n;\nSELECT 2", Dialect.POSTGRES);

        assertThat(sequence.statements()).hasSize(2).allMatch(Passed.class::isInstance);
        assertThat(sequence.statements().getLast().text()).isEqualTo("SELECT 2");
        assertThat(sequence.complete()).isFalse();
    }

    @Test
    void followsTheServersSettingForBackslashes() {
        String text = "SELECT 'a\\'; SELECT 'b';";

        assertThat(StatementSequence.of(text, Dialect.POSTGRES).statements()).hasSize(2);
        assertThat(StatementSequence.of(text, Dialect.POSTGRES_WITH_ESCAPES).complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT pg",
                "connect \"My Db\"",
                "CONNECT 'host=h' (TYPE postgres, READ_ONLY)",
                "CONNECT 'postgres:host=h'"
            })
    void knowsConnect(String text) {
        assertThat(Recogniser.recognise(text)).isInstanceOf(Connect.class);
        assertThat(Recogniser.recogniseConnected(text)).isInstanceOf(Connect.class);
        assertThat(Recogniser.recognise(text).toString()).doesNotContain("host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISCONNECT", "connect local"})
    void knowsDisconnect(String text) {
        assertThat(Recogniser.recogniseConnected(text)).isInstanceOf(Disconnect.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CONNECT pg x", "CONNECT 'file.db'", "CONNECT 'x' AS y", "DISCONNECT ALL"})
    void leavesOtherFormsToDuckDb(String text) {
        assertThat(Recogniser.recognise(text)).isInstanceOf(ParsedStatement.Verbatim.class);
    }
}
