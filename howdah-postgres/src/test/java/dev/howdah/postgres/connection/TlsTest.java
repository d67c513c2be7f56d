package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.CopyIn;
import dev.howdah.postgres.wire.RowReader;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;

@ParameterizedClass
@MethodSource("versions")
final class TlsTest {
    private final int version;
    private SecuredServer server;

    TlsTest(int version) {
        this.version = version;
    }

    static IntStream versions() {
        return TestServers.versions();
    }

    @BeforeEach
    void start() {
        server = SecuredServer.of(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"allow", "prefer", "require"})
    void encryptsWithoutACertificateToTrust(String mode) throws SQLException {
        try (Session session = server.open("user=tlsonly sslmode=" + mode)) {
            assertThat(ask(session, TLS_IN_USE)).isEqualTo("true");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "allow", "prefer"})
    void goesWithoutTlsWhereTheServerWantsThat(String mode) throws SQLException {
        try (Session session = server.open("user=plainonly sslmode=" + mode)) {
            assertThat(ask(session, TLS_IN_USE)).isEqualTo("false");
        }
    }

    @Test
    void aLoadThatFailsIsNoticedThroughTls() {
        byte[] rows = "1\n".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        try (Session session = server.open("user=tlsonly sslmode=require")) {
            session.execute("CREATE TEMP TABLE numbers (n int)");
            try (CopyIn copy = session.copyIn("COPY numbers FROM STDIN")) {
                copy.write(new byte[] {'x', '\n'}, 0, 2);
                HowdahException failure =
                        catchThrowableOfType(
                                HowdahException.class,
                                () -> {
                                    for (int i = 0; i < 10_000; i++) {
                                        copy.write(rows, 0, rows.length);
                                    }
                                });
                assertThat(failure.sqlState()).isEqualTo("22P02");
            }
            assertThat(session.isValid()).isTrue();
        }
    }

    @Test
    void refusesToGoWithoutTlsWhenItIsRequired() {
        assertThatThrownBy(() -> server.open("user=plainonly sslmode=require"))
                .hasMessageContaining("pg_hba.conf");
    }

    @Test
    void verifiesTheServer() throws SQLException {
        String root = " sslrootcert=" + server.file("root.crt");
        for (String mode : new String[] {"require", "verify-ca", "verify-full"}) {
            try (Session session = server.open("user=tlsonly sslmode=" + mode + root)) {
                assertThat(ask(session, TLS_IN_USE)).isEqualTo("true");
            }
        }
        String stranger = " sslrootcert=" + server.file("stranger.crt");
        for (String mode : new String[] {"require", "verify-ca", "verify-full"}) {
            assertThatThrownBy(() -> server.open("user=tlsonly sslmode=" + mode + stranger))
                    .hasMessageContaining("is not signed by one in " + server.file("stranger.crt"));
        }
        assertThatThrownBy(() -> server.open("user=tlsonly sslmode=verify-full sslrootcert=system"))
                .hasMessageContaining("is not signed by one that the Java runtime trusts");
    }

    @Test
    void verifiesTheNameEvenIfTheAddressIsGiven() throws SQLException {
        String root = " sslmode=verify-full sslrootcert=" + server.file("root.crt");
        try (Session session = server.open("user=tlsonly hostaddr=127.0.0.1" + root)) {
            assertThat(ask(session, TLS_IN_USE)).isEqualTo("true");
        }
        assertThatThrownBy(() -> server.open("user=tlsonly host=127.0.0.1" + root))
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining("the server's certificate is for [localhost] and not for");
    }

    @Test
    void saysThatTheRootCertificateIsMissing() {
        assertThatThrownBy(() -> server.open("user=tlsonly sslmode=verify-ca"))
                .hasMessageContaining("give sslrootcert=FILE");
        assertThatThrownBy(() -> server.open("user=tlsonly sslmode=verify-ca sslrootcert=/nowhere"))
                .hasMessageContaining("/nowhere does not exist");
    }

    @ParameterizedTest
    @CsvSource({
        "client.key, ''",
        "client-pkcs1.key, ''",
        "client.pk8, ''",
        "open.pfx, ''",
        "client-encrypted.key, s3cret",
        "client.p12, s3cret"
    })
    void presentsAClientCertificate(String key, String password) throws SQLException {
        String settings =
                "user=certified sslmode=require sslcert=%s sslkey=%s sslpassword='%s'"
                        .formatted(server.file("client.crt"), server.file(key), password);
        try (Session session = server.open(settings)) {
            assertThat(ask(session, "SELECT current_user")).isEqualTo("certified");
        }
    }

    @Test
    void presentsACertificateWithAnEllipticCurve() throws SQLException {
        String certificate =
                "user=certified sslmode=require sslcertmode=require sslcert="
                        + server.file("client-sec1.crt");
        for (String key : new String[] {"client-sec1.key", "client-ec.key"}) {
            try (Session session = server.open(certificate + " sslkey=" + server.file(key))) {
                assertThat(ask(session, "SELECT current_user")).isEqualTo("certified");
            }
        }
    }

    @Test
    void requiresThatACertificateIsAskedFor() {
        assertThatThrownBy(() -> server.open("user=tlsonly sslmode=require sslcertmode=require"))
                .hasMessageContaining("sslcertmode=require");
    }

    @Test
    void refusesAKeyOfAnotherCertificate() {
        String settings =
                "user=certified sslmode=require sslcert=%s sslkey=%s"
                        .formatted(server.file("client.crt"), server.file("stranger.key"));
        assertThatThrownBy(() -> server.open(settings))
                .hasMessageContaining("stranger.key does not belong to the certificate");
    }

    @Test
    void saysThatTheServerRefusesTheClientsCertificate() {
        String stranger =
                " sslmode=require sslcert=%s sslkey=%s"
                        .formatted(server.file("stranger.crt"), server.file("stranger.key"));
        for (String newest : new String[] {"TLSv1.2", "TLSv1.3"}) {
            assertThatThrownBy(
                            () ->
                                    server.open(
                                            "user=certified ssl_max_protocol_version="
                                                    + newest
                                                    + stranger))
                    .hasMessageContaining("refused the client's certificate");
        }
    }

    @Test
    void saysWhatIsWrongWithAClientKey() throws IOException {
        String certificate = "user=certified sslmode=require sslcert=" + server.file("client.crt");
        assertThatThrownBy(
                        () ->
                                server.open(
                                        certificate
                                                + " sslpassword=wrong sslkey="
                                                + server.file("client-encrypted.key")))
                .hasMessageContaining("check sslpassword");
        Path noKey = Files.copy(server.file("client.crt"), server.file("no.key"), REPLACE_EXISTING);
        Files.setPosixFilePermissions(noKey, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> server.open(certificate + " sslkey=" + noKey))
                .hasMessageContaining("chmod 0600");
        Files.setPosixFilePermissions(noKey, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> server.open(certificate + " sslkey=" + noKey))
                .hasMessageContaining("can't be used");
        assertThatThrownBy(() -> server.open(certificate + " sslkey=/nowhere"))
                .hasMessageContaining("/nowhere of sslkey can't be read");
        assertThatThrownBy(() -> server.open("user=certified sslmode=require"))
                .hasMessageContaining("certificate");
    }

    @Test
    void copiesAndCancelsOverTls() throws SQLException {
        try (Session session = server.open("user=tlsonly sslmode=require")) {
            try (RowReader rows =
                    session.copyOut("SELECT repeat('x', 1000), generate_series(1, 20000)")) {
                long count = 0;
                while (rows.nextRow()) {
                    count++;
                }
                assertThat(count).isEqualTo(20_000);
            }
            try (RowReader rows =
                    session.copyOut("SELECT repeat('x', 1000), generate_series(1, 100000000)")) {
                assertThat(rows.nextRow()).isTrue();
            }
            assertThat(session.isValid()).isTrue();
            assertThat(ask(session, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void bindsTheChannel() throws SQLException {
        String scram = "user=scram password=s3cret channel_binding=";
        for (String binding : new String[] {"require", "prefer", "disable"}) {
            try (Session session = server.open(scram + binding + " sslmode=require")) {
                assertThat(ask(session, "SELECT current_user")).isEqualTo("scram");
            }
        }
        for (String refused :
                new String[] {
                    scram + "require sslmode=disable",
                    "user=hashed password=s3cret channel_binding=require sslmode=require",
                    "user=tlsonly channel_binding=require sslmode=require"
                }) {
            assertThatThrownBy(() -> server.open(refused))
                    .hasMessageContaining("hannel")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void keepsToTheTlsVersionsAllowed() throws SQLException {
        String question = "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        try (Session session =
                server.open("user=tlsonly sslmode=require ssl_max_protocol_version=TLSv1.2")) {
            assertThat(ask(session, question)).isEqualTo("TLSv1.2");
        }
    }

    @Test
    void startsWithTlsWhereTheServerCan() throws SQLException {
        String direct = "user=tlsonly sslmode=require sslnegotiation=direct";
        if (version < 17) {
            assertThatThrownBy(() -> server.open(direct))
                    .hasMessageContaining("use sslnegotiation=postgres");
            return;
        }
        try (Session session = server.open(direct)) {
            assertThat(session.tls().orElseThrow().protocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void saysHowASessionIsEncrypted() throws SQLException {
        String asked = "SELECT version, cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        try (Session session = server.open("user=tlsonly");
                Statement statement = session.jdbc().createStatement();
                ResultSet result = statement.executeQuery(asked)) {
            result.next();
            assertThat(session.tls())
                    .contains(new TlsProtection(result.getString(1), result.getString(2)));
        }
        try (Session session = server.open("user=plainonly")) {
            assertThat(session.tls()).isEmpty();
        }
    }

    private static final String TLS_IN_USE =
            "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

    private static String ask(Session session, String sql) throws SQLException {
        try (Statement statement = session.jdbc().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
