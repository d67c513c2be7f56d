package dev.howdah.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.cli.render.OutputFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

final class ShellTest {
    @TempDir private Path folder;

    @Test
    void runsCommandsInOrderOnOneDatabase() throws IOException {
        Run run = commands("CREATE TABLE t AS SELECT 1 AS n; INSERT INTO t VALUES (2)", "FROM t");

        assertThat(run.succeeded()).isTrue();
        assertThat(run.out()).isEqualTo("n\n1\n2\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void endsCommandsAtTheFirstError() throws IOException {
        Run run = commands("SELECT 1 AS a; SELECT * FROM missing; SELECT 2 AS b", "SELECT 3 AS c");

        assertThat(run.succeeded()).isFalse();
        assertThat(run.out()).isEqualTo("a\n1\n");
        assertThat(run.err()).contains("Table with name missing does not exist");
    }

    @Test
    void tellsWhatTheEngineSaysOfAFailingQuery() throws IOException {
        Run run = commands("SELECT 1 AS a; SELECT CAST('x' AS INT); SELECT 2 AS b");

        assertThat(run.succeeded()).isFalse();
        assertThat(run.out()).isEqualTo("a\n1\n");
        assertThat(run.err())
                .startsWith("Conversion Error: Could not convert string 'x' to INT32")
                .contains("LINE 1: SELECT CAST('x' AS INT)");
    }

    @Test
    void printsTheRowsBeforeAnErrorAndThenTheError() throws IOException {
        Run run =
                input(
                        "SELECT CAST(CASE WHEN i = 2000000 THEN 'x' ELSE 'row' END AS VARCHAR)"
                                + " || CASE WHEN i = 2000000 THEN error('late') ELSE '' END AS v"
                                + " FROM range(3000000) t(i);\nSELECT 2 AS b;\n",
                        false);

        assertThat(run.succeeded()).isFalse();
        assertThat(run.out()).startsWith("v\nrow\nrow\n").endsWith("row\nb\n2\n");
        assertThat(run.err()).isEqualTo("Invalid Input Error: late\n");
    }

    @Test
    void createsAndListsSecrets() throws IOException {
        Run run =
                commands(
                        "CREATE SECRET s (TYPE postgres, HOST 'h', PORT 5433, PASSWORD 'hidden1')",
                        "SELECT name, secret_string LIKE '%redacted%' AS r FROM postgres_secrets()",
                        "DROP SECRET s; SELECT count(*) AS n FROM postgres_secrets()",
                        "CREATE SECRET t (TYPE postgres, PORT CAST('x' AS INT))");

        assertThat(run.out()).isEqualTo("Success\ntrue\nname,r\ns,true\nn\n0\n");
        assertThat(run.err()).contains("\"port\" of the secret could not be computed");
    }

    @Test
    void goesOnAfterAnErrorInStandardInputButFails() throws IOException {
        Run run = input("SELECT * FROM missing;\nSELECT 2 AS b;\n", false);

        assertThat(run.succeeded()).isFalse();
        assertThat(run.out()).isEqualTo("b\n2\n");
    }

    @Test
    void bailsAtTheFirstErrorIfAsked() throws IOException {
        Run run = input("SELECT * FROM missing;\nSELECT 2 AS b;\n", true);

        assertThat(run.succeeded()).isFalse();
        assertThat(run.out()).isEmpty();
        assertThat(input(".nothing\nSELECT 2 AS b;\n", true).out()).isEmpty();
    }

    @Test
    void makesASecretAndListsIt() throws IOException {
        Run run =
                commands(
                        "SET pg_secret_directory = '" + folder + "'",
                        "CREATE SECRET shop (TYPE postgres, HOST h, PASSWORD 'hush')",
                        "SELECT name, secret_string FROM postgres_secrets()");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("shop,").contains("redacted").doesNotContain("hush");
    }

    @Test
    void splitsStatementsAtSemicolonsOutsideQuotes() throws IOException {
        Run run =
                input(
                        "SELECT ';' AS a; SELECT\n -- none; here\n $$;$$ AS b;\nSELECT 3 AS c",
                        false);

        assertThat(run.out()).isEqualTo("a\n;\nb\n;\nc\n3\n");
        assertThat(run.succeeded()).isTrue();
    }

    @Test
    void runsAFileAfterCommands() throws IOException {
        Path script = Files.writeString(folder.resolve("script.sql"), ".mode jsonl\nFROM t;\n");
        Run run =
                run(
                        new ShellOptions(
                                Optional.empty(),
                                List.of("CREATE TABLE t AS SELECT 1 AS n"),
                                Optional.of(script),
                                OutputFormat.CSV,
                                false),
                        "");

        assertThat(run.out()).isEqualTo("{\"n\":1}\n");
    }

    @Test
    void tellsWhichFileIsMissing() throws IOException {
        Run run = input(".read nowhere.sql\n", false);

        assertThat(run.succeeded()).isFalse();
        assertThat(run.err()).isEqualTo("Can't read nowhere.sql: there is no such file\n");
    }

    @Test
    void refusesAFileThatReadsItself() throws IOException {
        Path script = folder.resolve("loop.sql");
        Files.writeString(script, ".read " + script + "\n");

        assertThat(input(".read " + script + "\n", false).err()).contains("over and over");
    }

    @Test
    void keepsADatabaseFile() throws IOException {
        Path file = folder.resolve("kept.duckdb");
        ShellOptions making =
                new ShellOptions(
                        Optional.of(file),
                        List.of("CREATE TABLE kept AS SELECT 7 AS n"),
                        Optional.empty(),
                        OutputFormat.CSV,
                        false);
        ShellOptions reading =
                new ShellOptions(
                        Optional.of(file),
                        List.of("FROM kept"),
                        Optional.empty(),
                        OutputFormat.CSV,
                        false);

        run(making, "");

        assertThat(run(reading, "").out()).isEqualTo("n\n7\n");
    }

    @Test
    void listsTablesAndDefinitions() throws IOException {
        Run run =
                input(
                        """
                        CREATE TABLE "Mixed" (a INT); CREATE VIEW seen AS FROM "Mixed";
                        ATTACH ':memory:' AS other; CREATE TABLE other.far (b INT);
                        .tables
                        .schema far
                        .tables se%
                        """,
                        false);

        assertThat(run.out())
                .isEqualTo(
                        """
                        "Mixed"
                        seen
                        other.main.far
                        CREATE TABLE far(b INTEGER);
                        seen
                        """);
    }

    @Test
    void listsItsCommands() throws IOException {
        assertThat(input(".help\n", false).out())
                .contains(".mode FORMAT", ".timer on|off", ".read FILE", ".quit");
    }

    @Test
    void refusesWrongDotCommands() throws IOException {
        Run run = input(".nothing\n.mode pretty\n.timer maybe\n.read\n.maxrows 0\n", false);

        assertThat(run.succeeded()).isFalse();
        assertThat(run.err())
                .isEqualTo(
                        """
                        Unknown command ".nothing"; .help lists all
                        There is no mode "pretty"; choose one of box, csv, tsv, json, jsonl, markdown, line
                        Usage: .timer on|off
                        Usage: .read FILE
                        Usage: .maxrows N, N from 1
                        """);
    }

    @Test
    void quitsWhenTold() throws IOException {
        assertThat(input(".quit\nSELECT 1;\n", false).out()).isEmpty();
        assertThat(input(".exit\nSELECT 1;\n", false).succeeded()).isTrue();
    }

    @Test
    void timesStatements() throws IOException {
        assertThat(input(".timer on\nSELECT 1 AS n;\n", false).out())
                .matches("n\n1\nRun Time \\(s\\): real \\d+\\.\\d{3} cpu \\d+\\.\\d{3}\n");
    }

    @Test
    void showsTimesInTheSessionsZone() throws IOException {
        assertThat(
                        input(
                                        "SET TimeZone = 'Asia/Tokyo';"
                                                + " SELECT TIMESTAMPTZ '2026-01-01 00:00:00+00' AS t;\n",
                                        false)
                                .out())
                .isEqualTo("t\n2026-01-01 09:00:00+09\n");
    }

    @Test
    void printsNothingForAChange() throws IOException {
        assertThat(commands("CREATE TABLE t (n INT); INSERT INTO t VALUES (1)").out()).isEmpty();
    }

    @Test
    void tellsThatADatabaseCannotBeOpened() throws IOException {
        ShellOptions options =
                new ShellOptions(
                        Optional.of(folder.resolve("no/such/folder.duckdb")),
                        List.of("SELECT 1"),
                        Optional.empty(),
                        OutputFormat.CSV,
                        false);

        assertThat(run(options, "").err()).contains("folder.duckdb");
    }

    private static Run commands(String... commands) throws IOException {
        return run(
                new ShellOptions(
                        Optional.empty(),
                        List.of(commands),
                        Optional.empty(),
                        OutputFormat.CSV,
                        false),
                "");
    }

    private static Run input(String text, boolean bail) throws IOException {
        return run(
                new ShellOptions(
                        Optional.empty(), List.of(), Optional.empty(), OutputFormat.CSV, bail),
                text);
    }

    private static Run run(ShellOptions options, String input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream outPrint = new PrintStream(out, false, StandardCharsets.UTF_8);
                PrintStream errPrint = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            boolean succeeded =
                    new Shell(
                                    options,
                                    new ShellStreams(
                                            false, outPrint, errPrint, OptionalInt.empty(), false),
                                    new ByteArrayInputStream(
                                            input.getBytes(StandardCharsets.UTF_8)))
                            .run();
            outPrint.flush();
            return new Run(
                    succeeded,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        }
    }

    /** What one run of the shell did. */
    private record Run(boolean succeeded, String out, String err) {}
}
