package dev.howdah.cli.cypher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.cli.shell.Language;
import dev.howdah.cli.shell.Names;
import dev.howdah.cli.shell.ProgressSource.Progress;
import dev.howdah.kuzu.GraphProgress;
import dev.howdah.kuzu.GraphProgress.Unit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What happens while somebody types Cypher. */
final class CypherEditingTest {
    private static final Language LANGUAGE = new CypherLanguage();

    private static CypherEngine engine;

    @BeforeAll
    static void open() throws SQLException {
        engine = CypherEngine.open(Optional.empty());
        run("CREATE NODE TABLE person(name STRING, `odd one` INT32, PRIMARY KEY(name))");
        run("CREATE REL TABLE knows(FROM person TO person, since DATE)");
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RETURN 1",
                "RETURN ';'",
                "RETURN 'open;\n",
                "RETURN \"open\\\";",
                "RETURN 1 // ;",
                "RETURN 1 /* ;",
                "RETURN 1 /* ; **/ ;",
                "RETURN 1 AS `a;",
                "RETURN 1; RETURN"
            })
    void asksForMore(String text) {
        assertThat(LANGUAGE.read(text).complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RETURN 1;",
                "RETURN ';';",
                "RETURN 'a\\'b';",
                "RETURN 1 /* ; */ ;",
                "RETURN 1; // done",
                "RETURN 1;;",
                "RETURN 1 ~ 2;",
                "RETURN 'C:\\q';",
                ""
            })
    void knowsTheEnd(String text) {
        assertThat(LANGUAGE.read(text).complete()).isTrue();
    }

    @Test
    void coloursPiecesByTheirKind() {
        String text = "MATCH (p) WHERE p.name = 'x' /* why */ RETURN 1.5, `odd`";

        assertThat(LANGUAGE.pieces(text))
                .filteredOn(piece -> piece.kind() != Language.Piece.Kind.OTHER)
                .extracting(
                        piece -> piece.kind() + " " + text.substring(piece.start(), piece.end()))
                .containsExactly(
                        "WORD MATCH",
                        "WORD p",
                        "WORD WHERE",
                        "WORD p",
                        "WORD name",
                        "TEXT 'x'",
                        "WORD RETURN",
                        "NUMBER 1.5");
        assertThat(engine.names().keywords()).contains("match", "return", "where", "attach");
    }

    @Test
    void completesTablesPropertiesAndFunctions() {
        assertThat(names("")).contains("person", "knows", "name", "`odd one`", "since");
        assertThat(names("p.na")).contains("p.name", "p.`odd one`", "p.since");
        assertThat(engine.names().functionsAndSettings())
                .extracting(Names.Name::text)
                .contains("show_tables", "sql_query", "import_graph", "collect");
    }

    @Test
    void asksNothingAndTellsInTheOpenTransaction() throws SQLException {
        run("BEGIN TRANSACTION");
        assertThat(engine.prompt()).isEqualTo("kuzu*> ");
        assertThat(names("")).isEmpty();
        run("commit");
        assertThat(engine.prompt()).isEqualTo("kuzu> ");

        run("BEGIN TRANSACTION READ ONLY");
        try {
            run("RETURN nope");
        } catch (SQLException ended) {
            assertThat(engine.prompt()).isEqualTo("kuzu> ");
        }
        assertThat(names("")).contains("person");
    }

    @Test
    void keepsNoPasswordInTheHistory() {
        assertThat(
                        LANGUAGE.masked(
                                "ATTACH 'host=h password=\\'is hush\\'' AS uw (dbtype postgres)"))
                .contains("ATTACH", "***", "AS uw (dbtype postgres)")
                .doesNotContain("hush");
        assertThat(LANGUAGE.masked("RETURN 'it\\'s', \"host=h\"")).contains("it\\'s", "host=h");
        assertThat(engine.history().fileName()).isNotEqualTo(".howdah_history");
    }

    @Test
    void addsUpTheStepsOfAStatement() {
        GraphProgress person = new GraphProgress("reading uw.person", Unit.ROWS, 50, 100);
        GraphProgress city = new GraphProgress("reading uw.city", Unit.ROWS, 10, 20);
        GraphProgress unknown = new GraphProgress("reading uw.view", Unit.ROWS, 5, -1);

        assertThat(new GraphSteps(List::of).poll()).isEmpty();
        assertThat(new GraphSteps(() -> List.of(person)).poll())
                .contains(new Progress("reading uw.person", 50, -1, 0.5));
        assertThat(new GraphSteps(() -> List.of(person, city)).poll())
                .contains(new Progress("reading uw.person and 1 more", 60, -1, 0.5));
        assertThat(new GraphSteps(() -> List.of(unknown)).poll())
                .contains(new Progress("reading uw.view", 5, -1, -1));

        GraphProgress table = new GraphProgress("importing city", Unit.STEPS, 1, 4);
        assertThat(new GraphSteps(() -> List.of(table)).poll())
                .contains(new Progress("importing city", -1, -1, 0.25));
        assertThat(new GraphSteps(() -> List.of(table, city)).poll())
                .contains(new Progress("importing city: 10 rows read", -1, -1, 0.25));
    }

    private static List<String> names(String start) {
        return engine.names().names(start).stream().map(Names.Name::text).toList();
    }

    private static void run(String cypher) throws SQLException {
        engine.run(
                cypher,
                rows -> {
                    while (rows.next()) {
                        assertThat(rows.columns()).isNotEmpty();
                    }
                });
    }
}
