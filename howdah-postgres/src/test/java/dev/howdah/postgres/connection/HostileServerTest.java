package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a server that nobody has verified yet can do to a client: not much. */
final class HostileServerTest {
    private interface Answer {
        void to(DataInputStream in, DataOutputStream out) throws IOException, InterruptedException;
    }

    /** A limit of time for each read would never be reached. */
    @ParameterizedTest
    @ValueSource(strings = {"disable", "require"})
    void aTrickleDoesNotOutlastTheTimeout(String mode) throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        assertFailure(
                "connect_timeout=1 sslmode=" + mode,
                "no answer within connect_timeout=1 s",
                (in, out) -> {
                    in.readNBytes(in.readInt() - 4);
                    if (mode.equals("require")) {
                        // The head of a long TLS record.
                        out.write(new byte[] {'S', 22, 3, 3, 64, 0});
                    } else {
                        out.writeByte('E');
                        out.writeInt(100_000);
                    }
                    while (!over.await(100, TimeUnit.MILLISECONDS)) {
                        out.write('S');
                        out.flush();
                    }
                });
        over.countDown();
    }

    @Test
    void aHugeMessageIsRefusedUnread() throws IOException {
        assertFailure(
                "connect_timeout=30 sslmode=disable",
                "message of length 2000000000",
                (in, out) -> {
                    in.readNBytes(in.readInt() - 4);
                    out.writeByte('E');
                    out.writeInt(2_000_000_000);
                    out.flush();
                    in.read();
                });
    }

    @Test
    void aWishForSspiIsRefused() throws IOException {
        assertFailure(
                "connect_timeout=30 sslmode=disable",
                "SSPI",
                (in, out) -> {
                    in.readNBytes(in.readInt() - 4);
                    out.writeByte('R');
                    out.writeInt(8);
                    out.writeInt(9);
                    out.flush();
                    in.read();
                });
    }

    /** Who wants a primary has not connected before he knows that it is one. */
    @Test
    void silenceAfterTheLogInDoesNotOutlastTheTimeout() throws IOException {
        assertFailure(
                "connect_timeout=1 sslmode=disable target_session_attrs=primary",
                "did not say whether it is a standby",
                (in, out) -> {
                    in.readNBytes(in.readInt() - 4);
                    out.write('R');
                    out.writeInt(8);
                    out.writeInt(0);
                    tell(out, "server_version", "18.0");
                    tell(out, "client_encoding", "UTF8");
                    tell(out, "DateStyle", "ISO, MDY");
                    tell(out, "integer_datetimes", "on");
                    tell(out, "standard_conforming_strings", "on");
                    out.write('Z');
                    out.writeInt(5);
                    out.write('I');
                    out.flush();
                    in.readAllBytes();
                });
    }

    private static void tell(DataOutputStream out, String name, String value) throws IOException {
        byte[] text = (name + '\0' + value + '\0').getBytes(StandardCharsets.US_ASCII);
        out.write('S');
        out.writeInt(4 + text.length);
        out.write(text);
    }

    private static void assertFailure(String text, String reason, Answer answer)
            throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> serve(listener, answer));
            server.setDaemon(true);
            server.start();
            ConnectionSettings settings =
                    ConnectionSettings.parse(
                            "host=127.0.0.1 user=u password=hush dbname=d port=%d %s"
                                    .formatted(listener.getLocalPort(), text),
                            new Environment(Map.of(), Path.of("nowhere"), "u"));
            assertThatThrownBy(() -> Session.open(settings))
                    .isInstanceOf(HowdahException.class)
                    .hasMessageContaining(reason);
        }
    }

    private static void serve(ServerSocket listener, Answer answer) {
        try (Socket socket = listener.accept()) {
            answer.to(
                    new DataInputStream(socket.getInputStream()),
                    new DataOutputStream(socket.getOutputStream()));
        } catch (IOException | InterruptedException ended) {
            // The client has gone.
        }
    }
}
