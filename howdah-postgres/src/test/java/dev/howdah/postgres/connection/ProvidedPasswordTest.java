package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.credential.CountingProvider;
import dev.howdah.postgres.credential.Credential;
import dev.howdah.postgres.credential.rds.AwsProperties;
import dev.howdah.postgres.credential.rds.ClockedRdsIam;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Real connections whose passwords come from a provider. */
final class ProvidedPasswordTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static final String HBA =
            """
            host all postgres all trust
            hostssl all token all scram-sha-256
            host all counted all scram-sha-256
            """;

    private static final Map<Integer, EmbeddedServer> SERVERS = new ConcurrentHashMap<>();

    @TempDir Path home;

    static IntStream versions() {
        return TestServers.versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void logsInToRdsWithATokenOfItsTime(int version) throws SQLException {
        EmbeddedServer server = server(version);
        try (AwsProperties aws = new AwsProperties();
                Connection admin = server.connect();
                Statement statement = admin.createStatement()) {
            aws.credentials("AKIDEXAMPLE", "k3y").set("aws.region", "eu-central-1");
            ConnectionSettings settings =
                    settings(server, "user=token credential_provider=rds_iam_clocked");
            ClockedRdsIam.setNow(NOON);
            String first = token(settings);
            recreate(statement, "token", first);
            try (Session session = Session.open(settings)) {
                assertThat(ask(session, "SELECT current_user")).isEqualTo("token");
                assertThat(ask(session, TLS_IN_USE)).isEqualTo("t");
            }

            ClockedRdsIam.setNow(NOON.plusSeconds(1200));
            HowdahException tooEarly = failure(settings);
            assertThat(tooEarly.sqlState()).isEqualTo("28P01");
            assertThat(tooEarly)
                    .hasMessageContaining("rds_iam_clocked")
                    .hasMessageNotContaining("X-Amz");
            String second = token(settings);
            assertThat(second).isNotEqualTo(first);
            statement.execute("ALTER ROLE token PASSWORD '" + second + "'");
            try (Session session = Session.open(settings)) {
                assertThat(ask(session, "SELECT current_user")).isEqualTo("token");
            }

            ClockedRdsIam.setNow(NOON);
            assertThat(failure(settings).sqlState()).isEqualTo("28P01");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void asksOnceForEachNewConnection(int version) throws SQLException {
        EmbeddedServer server = server(version);
        try (Connection admin = server.connect();
                Statement statement = admin.createStatement()) {
            recreate(statement, "counted", "none yet");
            CountingProvider.answer(
                    request -> {
                        String password = "p" + CountingProvider.requests().size();
                        alter(statement, password);
                        return Optional.of(Credential.password(password));
                    });
            ConnectionSettings settings =
                    settings(server, "user=counted credential_provider=counting counting_realm=r");
            assertThat(CountingProvider.requests()).isEmpty();
            try (SessionPool pool = new SessionPool(settings, PoolSettings.of(4))) {
                Session first = pool.acquire();
                Session second = pool.acquire();
                pool.release(first);
                pool.release(second);
                pool.release(pool.acquire());
            }
            assertThat(CountingProvider.requests()).hasSize(2);
            assertThat(CountingProvider.requests().get(1).toString())
                    .isEqualTo(
                            "CredentialRequest[counted@localhost:%d/postgres, parameters=[counting_realm]]"
                                    .formatted(server.port()));
        }
    }

    @Test
    void goesOnToTheNextServerIfTheProviderFailsForOne() throws SQLException {
        EmbeddedServer server = server(EmbeddedServer.NEWEST);
        try (Connection admin = server.connect();
                Statement statement = admin.createStatement()) {
            recreate(statement, "counted", "s3cret");
            CountingProvider.answer(
                    request -> {
                        if (request.host().equals("localhost")) {
                            throw new IllegalStateException("s3cret");
                        }
                        return Optional.of(Credential.password("s3cret"));
                    });
            String named = "user=counted credential_provider=counting";
            try (Session session =
                    Session.open(settings(server, named + " host=localhost,127.0.0.1"))) {
                assertThat(session.describe()).contains("127.0.0.1");
            }
            assertThat(CountingProvider.requests()).hasSize(2);
            HowdahException failure = failure(settings(server, named));
            assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
            assertThat(failure.sqlState()).startsWith("08");
            assertThat(failure)
                    .hasMessageContaining("\"counting\"")
                    .hasMessageContaining("counted@localhost")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void stopsIfTheUserHasToMendSomething() {
        EmbeddedServer server = server(EmbeddedServer.NEWEST);
        CountingProvider.answer(
                request -> {
                    throw HowdahException.user("give counting_realm=…");
                });
        HowdahException failure =
                failure(
                        settings(
                                server,
                                "user=counted credential_provider=counting"
                                        + " host=localhost,127.0.0.1"));
        assertThat(failure.kind()).isEqualTo(ErrorKind.USER);
        assertThat(CountingProvider.requests()).hasSize(1);
    }

    @Test
    void saysThatTheProviderKnowsNoPasswordOrAWrongOne() throws SQLException {
        EmbeddedServer server = server(EmbeddedServer.NEWEST);
        try (Connection admin = server.connect();
                Statement statement = admin.createStatement()) {
            recreate(statement, "counted", "s3cret");
        }
        ConnectionSettings settings = settings(server, "user=counted credential_provider=counting");
        CountingProvider.answer(request -> Optional.empty());
        HowdahException none = failure(settings);
        assertThat(none.sqlState()).isEqualTo("28P01");
        assertThat(none)
                .hasMessageContaining("none was given")
                .hasMessageContaining("\"counting\"")
                .hasMessageNotContaining("PGPASSWORD");
        CountingProvider.answer(request -> Optional.of(Credential.password("wr0ng")));
        HowdahException wrong = failure(settings);
        assertThat(wrong.sqlState()).isEqualTo("28P01");
        assertThat(wrong)
                .hasMessageContaining("\"counting\"")
                .hasMessageNotContaining("PGPASSWORD");
        StringWriter trace = new StringWriter();
        wrong.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("wr0ng");
        assertThat(CountingProvider.requests()).hasSize(1);
    }

    @Test
    void theDriverLooksForNoPasswordByItself() throws IOException, SQLException {
        EmbeddedServer server = server(EmbeddedServer.NEWEST);
        try (Connection admin = server.connect();
                Statement statement = admin.createStatement()) {
            recreate(statement, "counted", "s3cret");
        }
        Path file = Files.writeString(home.resolve("drivers"), "*:*:*:*:s3cret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        String property = "org.postgresql.pgpassfile";
        System.setProperty(property, file.toString());
        try {
            assertThat(failure(settings(server, "user=counted")))
                    .hasMessageContaining("none was given");
        } finally {
            System.clearProperty(property);
        }
    }

    private ConnectionSettings settings(EmbeddedServer server, String more) {
        return ConnectionSettings.parse(
                "host=localhost dbname=postgres port=" + server.port() + " " + more,
                new Environment(Map.of(), home, "os"));
    }

    private static String token(ConnectionSettings settings) {
        return settings.findCredential(settings.hosts().get(0))
                .map(Credential::password)
                .orElseThrow();
    }

    private static HowdahException failure(ConnectionSettings settings) {
        return catchThrowableOfType(HowdahException.class, () -> Session.open(settings).close());
    }

    private static void recreate(Statement statement, String role, String password)
            throws SQLException {
        statement.execute("DROP ROLE IF EXISTS " + role);
        statement.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + password + "'");
    }

    private static void alter(Statement statement, String password) {
        try {
            statement.execute("ALTER ROLE counted PASSWORD '" + password + "'");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static EmbeddedServer server(int version) {
        SecuredServer certified = SecuredServer.instance();
        return SERVERS.computeIfAbsent(version, any -> start(version, certified));
    }

    private static EmbeddedServer start(int version, SecuredServer certified) {
        try {
            Path hba = Files.writeString(certified.file("token-hba-" + version + ".conf"), HBA);
            return EmbeddedServer.start(
                    new EmbeddedServer.Options(
                            version,
                            0,
                            Optional.empty(),
                            Map.of(
                                    "ssl", "on",
                                    "ssl_cert_file", certified.file("server.crt").toString(),
                                    "ssl_key_file", certified.file("server.key").toString(),
                                    "hba_file", hba.toString())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final String TLS_IN_USE =
            "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

    private static String ask(Session session, String sql) throws SQLException {
        try (Statement statement = session.jdbc().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
