package dev.howdah.cli.cypher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.cli.render.OutputFormat;
import dev.howdah.cli.shell.ShellOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

final class CypherShellTest {
    private static final String PERSON =
            "CREATE NODE TABLE person(name STRING, age INT32, PRIMARY KEY(name));";

    @TempDir private Path folder;

    @Test
    void runsCommandsInOrderOnOneGraph() throws IOException {
        ShellRun run =
                ShellRun.commands(
                        PERSON + " CREATE (:person {name: 'Alice', age: 30})",
                        "MATCH (p:person) RETURN p.*");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo("result\nTable person has been created.\np.name,p.age\nAlice,30\n");
        assertThat(run.succeeded()).isTrue();
    }

    @Test
    void endsCommandsAtTheFirstError() throws IOException {
        ShellRun run = ShellRun.commands("RETURN 1 AS a; RETURN nope; RETURN 2 AS b", "RETURN 3");

        assertThat(run.succeeded()).isFalse();
        assertThat(run.out()).isEqualTo("a\n1\n");
        assertThat(run.err()).isEqualTo("Binder exception: Variable nope is not in scope.\n");
    }

    @Test
    void goesOnAfterAnErrorInStandardInputButFails() throws IOException {
        ShellRun run = ShellRun.input("RETURN nope;\nRETURN 2 AS b;\n");

        assertThat(run.succeeded()).isFalse();
        assertThat(run.out()).isEqualTo("b\n2\n");
    }

    @Test
    void bailsAtTheFirstErrorIfAsked() throws IOException {
        ShellRun run = ShellRun.input("RETURN nope;\nRETURN 2 AS b;\n", OutputFormat.CSV, true);

        assertThat(run.succeeded()).isFalse();
        assertThat(run.out()).isEmpty();
    }

    @Test
    void splitsStatementsWhereKuzuDoes() throws IOException {
        ShellRun run =
                ShellRun.input(
                        """
                        RETURN ';' AS a; RETURN // none; here
                         "it's ;" AS b; /* ; **/ ; */ ;
                        RETURN 1 AS `c;`;;
                        RETURN 3 AS d""");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("a\n;\nb\nit's ;\nc;\n1\nd\n3\n");
    }

    @Test
    void letsKuzuTellWhatItCannotReadAndGoesOn() throws IOException {
        ShellRun run =
                ShellRun.input("RETURN 1 ~ 2;\nRETURN 'C:\\q';\nRETURN 'a' 'b';\nRETURN 2 AS b;\n");

        assertThat(run.out()).isEqualTo("b\n2\n");
        assertThat(run.err().split("Parser exception", -1)).hasSize(4);
    }

    @Test
    void runsAFileAfterCommandsInAKeptDatabase() throws IOException {
        Path graph = folder.resolve("graph");
        Path script =
                Files.writeString(
                        folder.resolve("script.cypher"),
                        ".mode jsonl\nMATCH (p:person)\nRETURN p;\n");
        ShellRun making =
                ShellRun.of(
                        new ShellOptions(
                                Optional.of(graph),
                                List.of(PERSON, "CREATE (:person {name: 'Alice'})"),
                                Optional.empty(),
                                OutputFormat.CSV,
                                false),
                        "");
        ShellRun reading =
                ShellRun.of(
                        new ShellOptions(
                                Optional.of(graph),
                                List.of(),
                                Optional.of(script),
                                OutputFormat.CSV,
                                false),
                        "");

        assertThat(making.succeeded()).isTrue();
        assertThat(reading.err()).isEmpty();
        assertThat(reading.out())
                .isEqualTo("{\"p\":{\"_ID\":\"0:0\",\"_LABEL\":\"person\",\"name\":\"Alice\"}}\n");
    }

    @Test
    void tellsThatADatabaseCannotBeOpened() throws IOException {
        Path file = Files.writeString(folder.resolve("no-graph"), "something else altogether");
        ShellRun run =
                ShellRun.of(
                        new ShellOptions(
                                Optional.of(file),
                                List.of("RETURN 1"),
                                Optional.empty(),
                                OutputFormat.CSV,
                                false),
                        "");

        assertThat(run.succeeded()).isFalse();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isNotBlank();
    }

    @Test
    void listsTablesAndDefinitions() throws IOException {
        ShellRun run =
                ShellRun.input(
                        """
                        CREATE NODE TABLE `odd name`(id SERIAL, `p q` STRING DEFAULT 'x', PRIMARY KEY(id));
                        CREATE NODE TABLE city(name STRING, PRIMARY KEY(name));
                        CREATE REL TABLE near(FROM city TO city, km DECIMAL(5, 1));
                        .mode line
                        .tables
                        .schema
                        .tables N%
                        """);

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .endsWith(
                        """
                        city
                        near
                        `odd name`
                        CREATE NODE TABLE city(name STRING, PRIMARY KEY(name));
                        CREATE REL TABLE near(FROM city TO city, km DECIMAL(5, 1));
                        CREATE NODE TABLE `odd name`(id SERIAL, `p q` STRING DEFAULT 'x', PRIMARY KEY(id));
                        near
                        """);
    }

    @Test
    void printsNothingForAChange() throws IOException {
        ShellRun run =
                ShellRun.input(
                        PERSON
                                + "\nCREATE (:person {name: 'a'});\nBEGIN TRANSACTION;\n"
                                + "MATCH (p:person) SET p.age = 1;\nCOMMIT;\nCALL threads = 2;\n");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("result\nTable person has been created.\n");
    }

    @Test
    void timesStatementsAndQuits() throws IOException {
        assertThat(ShellRun.input(".timer on\nRETURN 1 AS n;\n.quit\nRETURN 2;\n").out())
                .matches("n\n1\nRun Time \\(s\\): real \\d+\\.\\d{3} cpu \\d+\\.\\d{3}\n");
    }

    @Test
    void refusesWrongDotCommands() throws IOException {
        ShellRun run = ShellRun.input(".nothing\n.mode pretty\n.read nowhere.cypher\n");

        assertThat(run.succeeded()).isFalse();
        assertThat(run.err())
                .isEqualTo(
                        """
                        Unknown command ".nothing"; .help lists all
                        There is no mode "pretty"; choose one of box, csv, tsv, json, jsonl, markdown, line
                        Can't read nowhere.cypher: there is no such file
                        """);
    }

    @Test
    void tellsNoPasswordInAnError() throws IOException {
        ShellRun run =
                ShellRun.input(
                        """
                        ATTACH 'host=h password=\\'a hush\\'' AS (dbtype postgres);
                        ATTACH 'host=h password=hush' (dbtype postgres) nonsense;
                        """);

        assertThat(run.succeeded()).isFalse();
        assertThat(run.err()).isNotBlank().doesNotContain("hush");
    }
}
