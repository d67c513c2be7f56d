package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A man in the middle who ends TLS and begins it anew, with a certificate of his own. */
final class ChannelBindingTest {
    private static final String LOGIN = "user=scram password=s3cret sslmode=require ";

    private SecuredServer server;
    private ServerSocket listener;

    @BeforeEach
    void start() throws IOException {
        server = SecuredServer.instance();
        listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        inBackground(this::relay);
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
    }

    @Test
    void heReadsAllWithoutBinding() {
        try (Session session = server.open(login("channel_binding=disable"))) {
            assertThat(session.tls()).isPresent();
            assertThat(session.isValid()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel_binding=require", "channel_binding=prefer", ""})
    void heIsNoticedByBinding(String binding) {
        assertThatThrownBy(() -> server.open(login(binding)))
                .hasMessageContaining("channel binding");
    }

    private String login(String more) {
        return LOGIN + more + " port=" + listener.getLocalPort();
    }

    private void relay() throws Exception {
        try (Socket client = listener.accept();
                Socket above = new Socket(listener.getInetAddress(), server.port())) {
            assertThat(client.getInputStream().readNBytes(8)).hasSize(8);
            client.getOutputStream().write('S');
            SSLSocket towardsClient =
                    (SSLSocket) context().getSocketFactory().createSocket(client, null, -1, true);
            towardsClient.setUseClientMode(false);
            HostAddress host = new HostAddress("localhost", Optional.empty(), server.port());
            SSLSocket towardsServer =
                    new TlsNegotiation(host, server.settings("sslmode=require").tls())
                            .begin(above)
                            .orElseThrow();
            inBackground(() -> pass(towardsServer, towardsClient));
            pass(towardsClient, towardsServer);
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            out.flush();
        }
        to.close();
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        char[] password = SecuredServer.PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(server.file("client.p12"))) {
            store.load(stream, password);
        }
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void inBackground(Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (Exception ended) {
                                // One side has closed its end.
                            }
                        });
        thread.setDaemon(true);
        thread.start();
    }
}
