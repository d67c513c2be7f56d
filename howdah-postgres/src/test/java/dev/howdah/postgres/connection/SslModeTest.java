package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Every sslmode with every kind of server: what happens, and that psql does the same. */
@ParameterizedClass
@MethodSource("versions")
final class SslModeTest {
    private static final String NO = "no";
    private static final String QUESTION =
            "SELECT CASE WHEN ssl THEN 'tls' ELSE 'plain' END FROM pg_stat_ssl"
                    + " WHERE pid = pg_backend_pid()";

    private final int version;
    private SecuredServer server;

    @TempDir Path home;

    SslModeTest(int version) {
        this.version = version;
    }

    static IntStream versions() {
        return TestServers.versions();
    }

    @BeforeEach
    void start() {
        server = SecuredServer.of(version);
    }

    /** Servers: that take both, TLS only, plain text only by pg_hba.conf, and without TLS. */
    @ParameterizedTest
    @CsvSource({
        "disable,     plain, no,  plain, plain",
        "allow,       plain, tls, plain, plain",
        "prefer,      tls,   tls, plain, plain",
        "require,     tls,   tls, no,    no",
        "verify-ca,   no,    no,  no,    no",
        "verify-full, no,    no,  no,    no"
    })
    void doesAsTheModeSays(String mode, String both, String tls, String plain, String without)
            throws IOException, InterruptedException {
        assertOutcome("sslmode=" + mode + " user=postgres", server.port(), both);
        assertOutcome("sslmode=" + mode + " user=tlsonly", server.port(), tls);
        assertOutcome("sslmode=" + mode + " user=plainonly", server.port(), plain);
        int unsecured = TestServers.of(version).port();
        assertOutcome("sslmode=" + mode + " user=postgres", unsecured, without);
    }

    @ParameterizedTest
    @CsvSource({
        "disable,     root.crt,     plain",
        "prefer,      root.crt,     tls",
        "require,     root.crt,     tls",
        "verify-ca,   root.crt,     tls",
        "verify-full, root.crt,     tls",
        "disable,     stranger.crt, plain",
        "require,     stranger.crt, no",
        "verify-ca,   stranger.crt, no",
        "verify-full, stranger.crt, no"
    })
    void verifiesWithARootCertificate(String mode, String file, String expected)
            throws IOException, InterruptedException {
        String text = "user=postgres sslmode=" + mode;
        assertOutcome(text + " sslrootcert=" + server.file(file), server.port(), expected);
        Files.createDirectories(home.resolve(".postgresql"));
        Files.copy(server.file(file), home.resolve(".postgresql/root.crt"));
        assertOutcome(text, server.port(), expected);
    }

    @ParameterizedTest
    @CsvSource({"allow, plain", "prefer, tls"})
    void staysEncryptedWhereLibpqWouldGiveUpOnTls(String mode, String expected)
            throws IOException, InterruptedException {
        // libpq verifies here, and goes on in plain text when it does not like the certificate.
        assertThat(
                        askHowdah(
                                "user=postgres host=localhost dbname=postgres port=%d sslmode=%s sslrootcert=%s"
                                        .formatted(
                                                server.port(), mode, server.file("stranger.crt"))))
                .isEqualTo(expected);
    }

    private void assertOutcome(String text, int port, String expected)
            throws IOException, InterruptedException {
        String full = "host=localhost dbname=postgres port=%d %s".formatted(port, text);
        assertThat(askHowdah(full)).as(full).isEqualTo(expected);
        Optional<String> psql = askPsql(full);
        psql.ifPresent(answer -> assertThat(answer).as("psql " + full).isEqualTo(expected));
    }

    private String askHowdah(String text) {
        Environment environment = new Environment(Map.of(), home, "postgres");
        try (Session session = Session.open(ConnectionSettings.parse(text, environment))) {
            String answer = session.readText(QUESTION).orElseThrow();
            assertThat(session.tls().isPresent()).isEqualTo(answer.equals("tls"));
            return answer;
        } catch (HowdahException refused) {
            return NO;
        }
    }

    /** Empty without psql. */
    private Optional<String> askPsql(String text) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(List.of("psql", "-X", "-w", "-A", "-t", "-c", QUESTION, text));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("HOME", home.toString());
        Process process;
        try {
            process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException missing) {
            return Optional.empty();
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Optional.of(process.waitFor() == 0 ? output.strip() : NO);
    }
}
