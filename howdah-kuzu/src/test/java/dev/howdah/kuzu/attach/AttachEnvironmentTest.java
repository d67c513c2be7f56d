package dev.howdah.kuzu.attach;

import static dev.howdah.kuzu.attach.AttachmentFixture.NO_OPTIONS;
import static dev.howdah.kuzu.attach.AttachmentFixture.as;
import static dev.howdah.kuzu.attach.AttachmentFixture.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.kuzu.PasswordServer;
import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.postgres.connection.Environment;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** ATTACH with passwords, from wherever they come, and what it leaves behind. */
final class AttachEnvironmentTest {
    private static final String PASSWORD = PasswordServer.PASSWORD;

    @TempDir private Path home;

    private final EmbeddedServer server = PasswordServer.running();

    private Attachments in(Map<String, String> variables) {
        return new Attachments(new Environment(variables, home, "nobody"));
    }

    private Map<String, String> image() {
        return Map.of(
                "POSTGRES_HOST", "127.0.0.1",
                "POSTGRES_PORT", Integer.toString(server.port()),
                "POSTGRES_USER", "app",
                "POSTGRES_PASSWORD", PASSWORD,
                "POSTGRES_DB", "postgres");
    }

    private String place() {
        return "host=127.0.0.1 dbname=postgres port=" + server.port();
    }

    private static void assertReads(Attachments attachments, Attachment attached)
            throws SQLException {
        assertThat(rows(attachments, attached.require(Optional.empty(), "who")))
                .containsExactly("me");
    }

    private static String everythingOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void variablesOfTheImagesSayItAll() throws SQLException {
        try (Attachments attachments = in(image())) {
            Attachment attached = attachments.attach("", Optional.empty(), NO_OPTIONS);
            assertThat(attached.alias()).isEqualTo("postgres");
            assertReads(attachments, attached);
        }
    }

    @Test
    void databaseHasTwoNames() throws SQLException {
        Map<String, String> variables = new HashMap<>(image());
        variables.remove("POSTGRES_DB");
        variables.put("POSTGRES_DATABASE", "postgres");
        try (Attachments attachments = in(variables)) {
            assertThat(attachments.attach("", Optional.empty(), NO_OPTIONS).alias())
                    .isEqualTo("postgres");
        }
    }

    @Test
    void libpqsVariablesAndTheStringComeFirst() throws SQLException {
        Map<String, String> variables = new HashMap<>(image());
        variables.put("POSTGRES_HOST", "nowhere.invalid");
        variables.put("PGHOST", "127.0.0.1");
        variables.put("POSTGRES_USER", "wrong");
        try (Attachments attachments = in(variables)) {
            assertReads(attachments, attachments.attach("user=app", Optional.empty(), NO_OPTIONS));
        }
    }

    @Test
    void wrongPasswordIsAnErrorThatDoesNotTellIt() throws SQLException {
        try (Attachments attachments = in(Map.of("POSTGRES_PASSWORD", "wrong-hush"))) {
            assertThatThrownBy(
                            () -> attachments.attach(place() + " user=app", as("uw"), NO_OPTIONS))
                    .isInstanceOf(HowdahException.class)
                    .hasMessageStartingWith("Runtime exception: ")
                    .hasMessageContaining("app")
                    .hasMessageContaining("POSTGRES_PASSWORD")
                    .satisfies(
                            failure ->
                                    assertThat(everythingOf(failure)).doesNotContain("wrong-hush"));
            assertThatThrownBy(
                            () ->
                                    attachments.attach(
                                            place() + " user=app password='wrong hush'",
                                            as("uw"),
                                            NO_OPTIONS))
                    .satisfies(
                            failure ->
                                    assertThat(everythingOf(failure)).doesNotContain("wrong hush"));
            assertThat(attachments.all()).isEmpty();
            assertReads(
                    attachments,
                    attachments.attach(
                            place() + " user=app password=" + PASSWORD, as("uw"), NO_OPTIONS));
        }
    }

    @Test
    void unreachableServerIsAnError() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (Attachments attachments = in(Map.of())) {
            assertThatThrownBy(
                            () ->
                                    attachments.attach(
                                            "host=127.0.0.1 user=app password=hush port=" + free,
                                            as("uw"),
                                            NO_OPTIONS))
                    .isInstanceOf(HowdahException.class)
                    .hasMessageStartingWith("Runtime exception: ")
                    .hasMessageContaining(Integer.toString(free))
                    .satisfies(failure -> assertThat(everythingOf(failure)).doesNotContain("hush"));
            assertThat(attachments.find("uw")).isEmpty();
        }
    }

    @Test
    void secretsCompleteTheString() throws SQLException {
        try (Attachments attachments = in(Map.of())) {
            try (Statement statement = attachments.stager().connection().createStatement()) {
                statement.execute(
                        "SET pg_secret_directory = '%s'".formatted(home.resolve("secrets")));
                statement.execute(
                        "CREATE SECRET named (TYPE postgres, HOST '127.0.0.1', PORT %d, USER app, PASSWORD '%s', DBNAME postgres)"
                                .formatted(server.port(), PASSWORD));
            }
            assertReads(
                    attachments,
                    attachments.attach("", as("uw"), Map.of("secret", new Literal.Text("named"))));
            assertThatThrownBy(
                            () ->
                                    attachments.attach(
                                            "",
                                            as("x"),
                                            Map.of("secret", new Literal.Text("nmed"))))
                    .hasMessageStartingWith(
                            "Runtime exception: Secret with name \"nmed\" not found");
        }
    }

    @Test
    void closingLeavesNothingBehind() throws Exception {
        Path area;
        Attachments closed = in(image());
        try (Attachments attachments = closed) {
            Attachment attached =
                    attachments.attach("application_name=leaves_nothing", as("uw"), NO_OPTIONS);
            assertReads(attachments, attached);
            assertThat(sessions()).isPositive();
            area = spillDirectory(attachments).getParent();
            assertThat(area).isDirectory();
        }
        closed.close();
        assertThat(area).doesNotExist();
        assertThat(area.resolveSibling(area.getFileName() + ".lock")).doesNotExist();
        awaitNoSessions();
    }

    @Test
    void detachingLeavesNoSession() throws Exception {
        try (Attachments attachments = in(image())) {
            attachments.attach("application_name=leaves_nothing", as("uw"), NO_OPTIONS);
            attachments.detach("uw");
            awaitNoSessions();
        }
    }

    private static Path spillDirectory(Attachments attachments) throws SQLException {
        try (Statement statement = attachments.stager().connection().createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT current_setting('temp_directory')")) {
            rows.next();
            return Path.of(rows.getString(1));
        }
    }

    /** PostgreSQL takes a moment to notice that a client has gone. */
    private void awaitNoSessions() throws SQLException {
        long limit = System.nanoTime() + 10_000_000_000L;
        while (sessions() > 0) {
            assertThat(System.nanoTime()).as("a session is left").isLessThan(limit);
            Thread.onSpinWait();
        }
    }

    private int sessions() throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'leaves_nothing'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
