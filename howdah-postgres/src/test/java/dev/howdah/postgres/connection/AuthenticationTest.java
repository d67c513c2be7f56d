package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.RowReader;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

final class AuthenticationTest {
    private SecuredServer server;

    @BeforeEach
    void start() {
        server = SecuredServer.instance();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scram", "hashed"})
    void logsInWithAPassword(String role) throws SQLException {
        try (Session session = server.open("password=s3cret user=" + role)) {
            assertThat(ask(session, "SELECT current_user")).isEqualTo(role);
        }
    }

    @Test
    void takesThePasswordFromTheFile() throws IOException, SQLException {
        Path file = Files.writeString(server.file("passwords"), "localhost:*:*:scram:s3cret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (Session session = server.open("user=scram passfile=" + file)) {
            assertThat(ask(session, "SELECT current_user")).isEqualTo("scram");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scram", "hashed"})
    void saysThatThePasswordIsWrongWithoutSayingIt(String role) {
        HowdahException failure = failureOf("password=wr0ng user=" + role);
        assertThat(failure.sqlState()).isEqualTo("28P01");
        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
        assertThat(failure.getMessage()).contains(role + "@localhost", "PGPASSWORD", ".pgpass");
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("wr0ng");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scram", "hashed"})
    void saysThatThePasswordIsMissing(String role) {
        HowdahException failure = failureOf("user=" + role);
        assertThat(failure.sqlState()).isEqualTo("28P01");
        assertThat(failure.getMessage()).contains("none was given", "PGPASSWORD", ".pgpass");
    }

    @Test
    void doesNotTryTheNextServerAfterARefusal() {
        HowdahException failure = failureOf("host=localhost,127.0.0.1 user=scram password=wr0ng");
        assertThat(failure.getMessage()).contains("localhost").doesNotContain("127.0.0.1");
    }

    @Test
    void saysThatTheServerTakesNoMoreConnections() {
        try (Session first = server.open("user=few");
                Session second = server.open("user=few")) {
            assertThat(first.isUsable() && second.isUsable()).isTrue();
            HowdahException failure = failureOf("user=few");
            assertThat(failure.sqlState()).isEqualTo("53300");
            assertThat(failure.getMessage()).contains("few@localhost", "close other connections");
        }
    }

    @Test
    void obeysRequiredAuthenticationMethods() throws SQLException {
        try (Session session =
                server.open("user=scram password=s3cret require_auth=scram-sha-256")) {
            assertThat(ask(session, "SELECT 1")).isEqualTo("1");
        }
        assertThat(failureOf("user=hashed password=s3cret require_auth=scram-sha-256").getMessage())
                .contains("hashed@localhost", "check require_auth");
        assertThat(failureOf("user=postgres require_auth=scram-sha-256").getMessage())
                .contains("postgres@localhost");
    }

    @Test
    void connectsThroughAUnixSocket() throws SQLException {
        String folder = "host=" + server.file("").toString();
        for (String login : new String[] {" user=postgres", " user=scram password=s3cret"}) {
            // A Unix socket needs no TLS, so libpq takes no notice of sslmode there.
            try (Session session = server.open(folder + login + " sslmode=require")) {
                assertThat(ask(session, "SELECT inet_server_addr() IS NULL")).isEqualTo("t");
                try (RowReader rows =
                        session.copyOut(
                                "SELECT repeat('x', 1000), generate_series(1, 100000000)")) {
                    assertThat(rows.nextRow()).isTrue();
                }
                assertThat(session.isValid()).isTrue();
            }
        }
    }

    @Test
    void leavesTheSettingsOfTheServerAlone() throws SQLException {
        try (Session session = server.open("user=postgres options='-c work_mem=7MB'")) {
            assertThat(ask(session, "SELECT source FROM pg_settings WHERE name = 'TimeZone'"))
                    .isNotEqualTo("client");
            assertThat(ask(session, "SHOW client_encoding")).isEqualTo("UTF8");
            assertThat(ask(session, "SHOW DateStyle")).startsWith("ISO");
            assertThat(ask(session, "SHOW application_name")).isEqualTo("howdah");
            assertThat(ask(session, "SHOW work_mem")).isEqualTo("7MB");
        }
        Environment elsewhere =
                new Environment(Map.of("PGTZ", "Pacific/Chatham"), server.file("home"), "postgres");
        String text = "host=localhost dbname=postgres port=" + server.port();
        try (Session session = Session.open(ConnectionSettings.parse(text, elsewhere))) {
            assertThat(ask(session, "SHOW TimeZone")).isEqualTo("Pacific/Chatham");
        }
    }

    private HowdahException failureOf(String settings) {
        return catchThrowableOfType(HowdahException.class, () -> server.open(settings).close());
    }

    private static String ask(Session session, String sql) throws SQLException {
        try (Statement statement = session.jdbc().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
