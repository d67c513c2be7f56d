package dev.howdah.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.cli.shell.ProgressSource.Progress;
import dev.howdah.postgres.scan.ScanStatistics;

import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.LineReader;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What happens while somebody types. */
final class EditingTest {
    private static Connection connection;
    private static LineReaderImpl reader;

    @BeforeAll
    static void open() throws SQLException, IOException {
        connection = DriverManager.getConnection("jdbc:howdah:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("ATTACH ':memory:' AS pg");
            statement.execute("CREATE SCHEMA pg.public");
            statement.execute("CREATE TABLE pg.public.customers (customer_name VARCHAR)");
        }
        Terminal terminal =
                TerminalBuilder.builder()
                        .dumb(true)
                        .streams(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream())
                        .build();
        reader = new LineReaderImpl(terminal);
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void keepsNoPasswordInTheHistory(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("history");
        LineReaderImpl shell = new LineReaderImpl(reader.getTerminal());
        shell.setVariable(LineReader.HISTORY_FILE, file);
        SafeHistory history = new SafeHistory(new SqlLanguage(new Place(connection)));
        history.attach(shell);
        history.add("ATTACH 'host=h password=hush' AS pg (TYPE postgres);");
        history.save();
        assertThat(file).content().contains("host=h password=***' AS pg").doesNotContain("hush");
    }

    @Test
    void asksForMoreUntilTheSemicolon() {
        StatementParser parser = new StatementParser(new SqlLanguage(new Place(connection)));

        assertThatThrownBy(() -> parser.parse("SELECT ';'", 10, ParseContext.ACCEPT_LINE))
                .isInstanceOf(EOFError.class);
        assertThat(parser.parse("SELECT ';';", 11, ParseContext.ACCEPT_LINE)).isNotNull();
        assertThat(parser.parse(".tables", 7, ParseContext.ACCEPT_LINE)).isNotNull();
        assertThat(parser.parse("", 0, ParseContext.ACCEPT_LINE)).isNotNull();
    }

    @Test
    void completesTablesColumnsKeywordsAndCommands() {
        assertThat(completions("SELECT * FROM pg.pub")).contains("pg.public");
        assertThat(completions("SELECT * FROM pg.public.c")).containsExactly("pg.public.customers");
        assertThat(completions("SELECT * FROM pg.c")).containsExactly("pg.customers");
        assertThat(completions("SELECT cust")).contains("customers", "customer_name");
        assertThat(completions("SEL")).contains("SELECT");
        assertThat(completions("sel")).contains("select");
        assertThat(completions(".t")).contains(".tables", ".timer");
    }

    @Test
    void completesFunctionsAndSettings() {
        assertThat(completions("FROM postgres_p")).contains("postgres_pool");
        assertThat(completions("FROM postgres_s")).contains("postgres_secrets", "postgres_scan");
        assertThat(completions("SET pg_secret")).contains("pg_secret_directory");
        assertThat(completions("SET pg_pool_")).isNotEmpty();
        assertThat(completions("FROM ")).doesNotContain("postgres_pool");
    }

    @Test
    void coloursKeywordsTextsAndComments() {
        StatementHighlighter highlighter =
                new StatementHighlighter(
                        () -> Set.of("select"), new SqlLanguage(new Place(connection)));
        String sql = "SELECT name, 'text' -- why";

        AttributedString coloured = highlighter.highlight(reader, sql);

        assertThat(coloured.toString()).isEqualTo(sql);
        assertThat(coloured.styleAt(0)).isNotEqualTo(AttributedStyle.DEFAULT);
        assertThat(coloured.styleAt(sql.indexOf("name"))).isEqualTo(AttributedStyle.DEFAULT);
        assertThat(coloured.styleAt(sql.indexOf("text"))).isNotEqualTo(AttributedStyle.DEFAULT);
        assertThat(coloured.styleAt(sql.indexOf("why"))).isNotEqualTo(AttributedStyle.DEFAULT);
    }

    @Test
    void saysHowFarAReadIs() {
        assertThat(ProgressBar.line(new Progress(1_200_000, 120_000_000, 0.5), 2))
                .startsWith(" 50% ▕")
                .endsWith("▏ 1,200,000 rows, 600,000 rows/s, 120.0 MB");
        assertThat(ProgressBar.line(new Progress(10, 2_000_000_000, -1), 2))
                .isEqualTo("10 rows, 5 rows/s, 2.00 GB");
    }

    @Test
    void addsUpTheScansOfAStatement() {
        ScanStatistics half = new ScanStatistics(10, 100, 2, 0, 1000, 0.5);
        ScanStatistics done = new ScanStatistics(20, 200, 1, 0, 1000, 1);
        ScanStatistics unknown = new ScanStatistics(1, 1, 1, 0, 1000, -1);

        assertThat(new RunningScans(List::of).poll()).isEmpty();
        assertThat(new RunningScans(() -> List.of(half, done)).poll())
                .contains(new Progress(30, 300, 0.75));
        assertThat(new RunningScans(() -> List.of(half, unknown)).poll())
                .contains(new Progress(11, 101, -1));
    }

    private static List<String> completions(String line) {
        List<Candidate> candidates = new ArrayList<>();
        new NameCompleter(new CatalogNames(connection, new Place(connection)))
                .complete(
                        reader,
                        new StatementParser(new SqlLanguage(new Place(connection)))
                                .parse(line, line.length(), ParseContext.COMPLETE),
                        candidates);
        return candidates.stream().map(Candidate::value).toList();
    }
}
