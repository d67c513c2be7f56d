package dev.howdah.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.cli.render.OutputFormat;
import dev.howdah.duckdb.statement.Dialect;
import dev.howdah.server.EmbeddedServer;

import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The shell after CONNECT. */
final class ConnectedShellTest {
    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws SQLException {
        server = EmbeddedServer.start(EmbeddedServer.NEWEST);
        try (Connection remote = server.connect();
                Statement statement = remote.createStatement()) {
            statement.execute("CREATE TABLE orders (id int8, \"Net Price\" numeric(12, 2))");
            statement.execute("CREATE VIEW recent AS SELECT id FROM orders");
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        server.close();
    }

    private static String attach() {
        return "ATTACH '%s' AS pg (TYPE postgres)".formatted(server.connectionString());
    }

    @Test
    void tellsWhereStatementsGo() throws SQLException {
        try (Connection shell = DriverManager.getConnection("jdbc:howdah:");
                Statement statement = shell.createStatement()) {
            Place place = new Place(shell);
            statement.execute(attach());
            assertThat(place.prompt()).isEqualTo("D ");
            statement.execute("CONNECT pg");
            assertThat(place.prompt()).isEqualTo("pg> ");
            statement.execute("BEGIN");
            assertThat(place.prompt()).isEqualTo("pg*> ");
            assertThat(place.dialect()).isEqualTo(Dialect.POSTGRES);
            try {
                statement.execute("SELECT 1/0");
            } catch (SQLException expected) {
                assertThat(expected.getSQLState()).isEqualTo("22012");
            }
            assertThat(place.prompt()).isEqualTo("pg!> ");
            statement.execute("DISCONNECT");
            assertThat(place.prompt()).isEqualTo("D ");
        }
    }

    @Test
    void completesTheServersNames() throws SQLException {
        try (Connection shell = DriverManager.getConnection("jdbc:howdah:");
                Statement statement = shell.createStatement()) {
            CatalogNames names = new CatalogNames(shell, new Place(shell));
            statement.execute(attach());
            statement.execute("CONNECT pg");
            assertThat(names.names(""))
                    .extracting(Names.Name::text)
                    .contains("orders", "public.recent", "Net Price")
                    .doesNotContain("pg.orders");
            assertThat(names.keywords()).contains("vacuum");
            statement.execute("BEGIN");
            assertThat(names.names("")).isEmpty();
            statement.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
        }
    }

    @Test
    void asksForMoreByTheServersRules() throws SQLException {
        try (Connection shell = DriverManager.getConnection("jdbc:howdah:");
                Statement statement = shell.createStatement()) {
            statement.execute(attach());
            statement.execute("CONNECT pg");
            String rule = "CREATE RULE r AS ON INSERT TO orders DO ALSO (SELECT 1; SELECT 2);";
            assertThat(
                            new StatementParser(new SqlLanguage(new Place(shell)))
                                    .parse(rule, rule.length(), ParseContext.ACCEPT_LINE))
                    .isNotNull();
        }
    }

    @Test
    void runsAScriptOnBothSides() throws IOException {
        Run run =
                input(
                        attach()
                                + """
                                ;
                                CONNECT pg; BEGIN;
                                SELECT E'it\\'s; ' AS a;
                                SET LOCAL TIME ZONE 'Asia/Tokyo';
                                SELECT timestamptz '2026-01-01 00:00:00+00' AS at;
                                ROLLBACK;
                                .tables
                                .schema r%
                                DISCONNECT;
                                SELECT 'D' AS here;
                                """);

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo(
                        """
                        a
                        it's;\s
                        at
                        2026-01-01 09:00:00+09
                        orders
                        recent
                        CREATE VIEW public.recent AS
                         SELECT id
                           FROM orders;
                        here
                        D
                        """);
    }

    @Test
    void sendsNothingElsewhereIfItCannotConnect() throws IOException {
        Run run =
                input("CREATE TABLE t (i int);\nCONNECT nowhere;\nDROP TABLE t;\nSELECT 1 AS a;\n");

        assertThat(run.err()).contains("\"nowhere\" is not attached");
        assertThat(run.out()).isEmpty();
        assertThat(run.succeeded()).isFalse();
    }

    private record Run(String out, String err, boolean succeeded) {}

    private static Run input(String input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream outPrint = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream errPrint = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            ShellOptions options =
                    new ShellOptions(
                            Optional.empty(), List.of(), Optional.empty(), OutputFormat.CSV, false);
            ShellStreams streams =
                    new ShellStreams(false, outPrint, errPrint, OptionalInt.empty(), false);
            boolean succeeded =
                    new Shell(
                                    options,
                                    streams,
                                    new ByteArrayInputStream(
                                            input.getBytes(StandardCharsets.UTF_8)))
                            .run();
            return new Run(
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8),
                    succeeded);
        }
    }
}
