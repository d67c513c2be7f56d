package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.connection.StartupProxy.Spoil;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.RowReader;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/** Nobody between client and server can take TLS away unless the mode permits that, aloud. */
@ParameterizedClass
@MethodSource("versions")
final class DowngradeTest {
    private static final String ENDLESS =
            "SELECT repeat('x', 1000), generate_series(1, 1000000000)";

    private final int version;
    private SecuredServer server;

    DowngradeTest(int version) {
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
    @EnumSource(value = Spoil.class, names = "NOTHING", mode = EnumSource.Mode.EXCLUDE)
    void sendsNothingInPlainTextWhenTlsIsRequired(Spoil spoil) throws IOException {
        String root = " sslrootcert=" + server.file("root.crt");
        for (String mode : new String[] {"require", "verify-ca" + root, "verify-full" + root}) {
            try (StartupProxy proxy = new StartupProxy(server.port(), spoil)) {
                String text = "user=postgres connect_timeout=1 port=" + proxy.port();
                assertThatThrownBy(() -> server.open(text + " sslmode=" + mode))
                        .isInstanceOfSatisfying(
                                HowdahException.class,
                                failure ->
                                        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION));
                assertThat(proxy.codes()).containsOnly(StartupProxy.TLS_REQUEST);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DROP, closed the connection when it was asked for TLS",
        "SILENCE, no answer within connect_timeout=1",
        "INJECT, TLS failed",
        "ERROR, is not PostgreSQL's"
    })
    void goesOnInPlainTextOnlyIfTheServerSaysThatItHasNoTls(Spoil spoil, String reason)
            throws IOException {
        try (StartupProxy proxy = new StartupProxy(server.port(), spoil)) {
            String text = "user=postgres sslmode=prefer connect_timeout=1 port=" + proxy.port();
            assertThatThrownBy(() -> server.open(text)).hasMessageContaining(reason);
            assertThat(proxy.codes()).containsOnly(StartupProxy.TLS_REQUEST);
        }
        try (StartupProxy proxy = new StartupProxy(server.port(), Spoil.STRIP);
                Session session = server.open("user=postgres port=" + proxy.port())) {
            assertThat(session.tls()).isEmpty();
            assertThat(session.isValid()).isTrue();
        }
    }

    @Test
    void asksForTheSecretOfARequiredChannelInVain() throws IOException {
        try (StartupProxy proxy = new StartupProxy(server.port(), Spoil.STRIP)) {
            String text = "user=scram password=s3cret channel_binding=require port=" + proxy.port();
            assertThatThrownBy(() -> server.open(text)).hasMessageContaining("hannel");
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2", "TLSv1.3"})
    void cancelsOverTls(String protocol) throws IOException {
        try (StartupProxy proxy = new StartupProxy(server.port(), Spoil.NOTHING);
                Session session =
                        server.open(
                                "user=tlsonly sslmode=require ssl_min_protocol_version=%1$s"
                                                .formatted(protocol)
                                        + " ssl_max_protocol_version=%s port=%d"
                                                .formatted(protocol, proxy.port()))) {
            assertThat(session.tls().orElseThrow().protocol()).isEqualTo(protocol);
            try (RowReader rows = session.copyOut(ENDLESS)) {
                assertThat(rows.nextRow()).isTrue();
                CompletableFuture<Void> cancel = CompletableFuture.runAsync(session::cancel);
                assertThatThrownBy(rows::drain)
                        .isInstanceOfSatisfying(
                                HowdahException.class,
                                failure -> assertThat(failure.sqlState()).isEqualTo("57014"));
                cancel.join();
            }
            CompletableFuture<Void> sleep =
                    CompletableFuture.runAsync(() -> session.execute("SELECT pg_sleep(600)"));
            while (!sleep.isDone()) {
                session.cancel();
            }
            assertThatThrownBy(sleep::join).hasMessageContaining("57014");
            assertThat(session.isValid()).isTrue();
            assertThat(proxy.codes()).hasSizeGreaterThan(2).containsOnly(StartupProxy.TLS_REQUEST);
        }
    }

    @Test
    void warnsOfPlainTextOnce() {
        List<LogRecord> told = new ArrayList<>();
        Handler listener =
                new Handler() {
                    @Override
                    public void publish(LogRecord message) {
                        told.add(message);
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger log = Logger.getLogger("dev.howdah.postgres.connection");
        log.addHandler(listener);
        try {
            PlainTextWarning warning = new PlainTextWarning();
            InetSocketAddress far = new InetSocketAddress("192.0.2.1", 5432);
            warning.consider(SslMode.DISABLE, "u@far:5432/d", far);
            warning.consider(
                    SslMode.PREFER,
                    "u@near:5432/d",
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 5432));
            assertThat(told).isEmpty();
            warning.consider(SslMode.PREFER, "u@far:5432/d", far);
            warning.consider(SslMode.ALLOW, "u@far:5432/d", far);
            assertThat(told).hasSize(1);
            assertThat(told.get(0).getLevel()).isEqualTo(java.util.logging.Level.WARNING);
            assertThat(
                            java.text.MessageFormat.format(
                                    told.get(0).getMessage(), told.get(0).getParameters()))
                    .contains("u@far:5432/d", "not encrypted", "sslmode=require");
        } finally {
            log.removeHandler(listener);
        }
    }
}
