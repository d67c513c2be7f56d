package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Which certificates of a server are trusted, and what is said about the others. */
final class ServerCertificateTest {
    private static final char[] PASSWORD = "s3cret".toCharArray();

    @TempDir static Path folder;

    @BeforeAll
    static void makeCertificates() throws IOException, InterruptedException {
        assumeThat(SecuredServer.isThere("openssl")).as("openssl is at hand").isTrue();
        authority("root");
        authority("stranger");
        Files.writeString(folder.resolve("index.txt"), "");
        Files.writeString(folder.resolve("serial"), "1000\n");
        Files.writeString(
                folder.resolve("ca.cnf"),
                """
                [ca]
                default_ca = own
                [own]
                database = index.txt
                serial = serial
                new_certs_dir = .
                default_md = sha256
                default_crl_days = 2
                unique_subject = no
                policy = any
                [any]
                commonName = supplied
                """);
        make("good", "localhost", "subjectAltName=DNS:localhost", "root", "");
        make("wild", "x", "subjectAltName=DNS:*.howdah.test", "root", "");
        make("address", "localhost", "subjectAltName=IP:127.0.0.1,IP:::1", "root", "");
        make("named", "127.0.0.1", "subjectAltName=DNS:other", "root", "");
        make("common", "LocalHost", "basicConstraints=CA:FALSE", "root", "");
        make("other", "localhost", "subjectAltName=DNS:other", "root", "");
        make(
                "expired",
                "localhost",
                "subjectAltName=DNS:localhost",
                "root",
                " -startdate 20200101000000Z -enddate 20200102000000Z");
        make(
                "early",
                "localhost",
                "subjectAltName=DNS:localhost",
                "root",
                " -startdate 20480101000000Z -enddate 20490102000000Z");
        make("middle", "middle", "basicConstraints=critical,CA:TRUE", "root", "");
        make("chained", "localhost", "subjectAltName=DNS:localhost", "middle", "");
        makeOfForeignLetter();
        make("revoked", "localhost", "subjectAltName=DNS:localhost", "root", "");
        authority("self");
        String ca = "ca -config ca.cnf -keyfile root.key -cert root.crt";
        openssl(ca + " -gencrl -out empty.crl");
        openssl(ca + " -revoke revoked.crt");
        openssl(ca + " -gencrl -out root.crl");
        openssl(
                "ca -config ca.cnf -keyfile stranger.key -cert stranger.crt -gencrl -out other.crl");
        Files.createDirectory(folder.resolve("lists"));
        Files.copy(folder.resolve("root.crl"), folder.resolve("lists/any"));
    }

    @ParameterizedTest
    @CsvSource({
        "good, localhost, ''",
        "good, LOCALHOST, ''",
        "good, 127.0.0.1, is for [localhost] and not for the host \"127.0.0.1\"",
        "good, else.test, is for [localhost] and not for the host \"else.test\"",
        "wild, db.howdah.test, ''",
        "wild, howdah.test, not for the host",
        "wild, a.b.howdah.test, not for the host",
        "wild, dbhowdah.test, not for the host",
        "address, 127.0.0.1, ''",
        "address, ::1, ''",
        "address, 127.0.0.2, not for the host",
        "address, localhost, ''",
        "named, 127.0.0.1, ''",
        "common, localhost, ''",
        "foreign, \u212Aa.test, ''",
        "foreign, ka.test, not for the host",
        "other, localhost, is for [other] and not for the host"
    })
    void comparesTheName(String certificate, String host, String reason) throws Exception {
        assertHandshake(certificate, host, "sslmode=verify-full" + root("root"), reason);
    }

    @ParameterizedTest
    @CsvSource({
        "good, root, ''",
        "other, root, ''",
        "good, stranger, is not signed by one in",
        "expired, root, has expired",
        "early, root, is not valid yet",
        "self, root, is not signed by one in",
        "self, self, ''",
        "chained, root, ''",
        "chained, middle, ''",
        "chained, stranger, is not signed by one in"
    })
    void verifiesTheSignatures(String certificate, String root, String reason) throws Exception {
        assertHandshake(certificate, "localhost", "sslmode=verify-ca" + root(root), reason);
        assertHandshake(certificate, "localhost", "sslmode=require", "");
    }

    @ParameterizedTest
    @CsvSource({
        "good, sslcrl, root.crl, ''",
        "good, sslcrl, empty.crl, ''",
        "good, sslcrldir, lists, ''",
        "good, sslcrl, other.crl, hold no valid revocation list",
        "good, sslcrl, nowhere, can't be read",
        "revoked, sslcrl, empty.crl, ''",
        "revoked, sslcrl, root.crl, is revoked",
        "revoked, sslcrldir, lists, is revoked"
    })
    void looksForRevocations(String certificate, String key, String file, String reason)
            throws Exception {
        String text = "sslmode=verify-ca %s=%s".formatted(key, folder.resolve(file));
        assertHandshake(certificate, "localhost", text + root("root"), reason);
    }

    @Test
    void looksIntoTheListInTheHomeFolder() throws Exception {
        Path own = Files.createDirectories(folder.resolve("home/.postgresql"));
        Files.copy(folder.resolve("root.crl"), own.resolve("root.crl"));
        String text = "sslmode=verify-ca" + root("root");
        try {
            assertHandshake("revoked", "localhost", text, "is revoked");
            assertHandshake("good", "localhost", text, "");
        } finally {
            Files.delete(own.resolve("root.crl"));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, db.howdah.test", "0, ''"})
    void sendsTheNameOrNot(String sni, String expected) throws Exception {
        String text = "sslmode=require sslsni=" + sni;
        assertThat(handshake("wild", "db.howdah.test", text)).isEqualTo(expected);
    }

    private static String root(String name) {
        return " sslrootcert=" + folder.resolve(name + ".crt");
    }

    private static void assertHandshake(String certificate, String host, String text, String reason)
            throws Exception {
        if (reason.isEmpty()) {
            assertThat(handshake(certificate, host, text)).isNotNull();
        } else {
            assertThatThrownBy(() -> handshake(certificate, host, text))
                    .hasMessageContaining(reason);
        }
    }

    /** Begins TLS with a server of the certificate; returns the name that it was told. */
    // The client must be closed before the server's thread is waited for.
    @SuppressWarnings("try")
    private static String handshake(String certificate, String host, String text) throws Exception {
        TlsSettings settings =
                ConnectionSettings.parse(
                                text, new Environment(Map.of(), folder.resolve("home"), "u"))
                        .tls();
        HostAddress address = new HostAddress(host, Optional.of("127.0.0.1"), 1);
        SSLContext context = serverContext(certificate);
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket server = listener.accept()) {
            StringBuilder name = new StringBuilder();
            Thread serving = new Thread(() -> serve(context, server, name));
            serving.start();
            try {
                try (SSLSocket tls =
                        new TlsNegotiation(address, settings).begin(client).orElseThrow()) {
                    assertThat(tls.getInputStream().read()).isEqualTo('R');
                }
            } finally {
                client.close();
                serving.join();
            }
            return name.toString();
        }
    }

    private static void serve(SSLContext context, Socket server, StringBuilder name) {
        try {
            byte[] request = server.getInputStream().readNBytes(8);
            assertThat(request).hasSize(8);
            server.getOutputStream().write('S');
            SSLSocket tls =
                    (SSLSocket) context.getSocketFactory().createSocket(server, null, -1, true);
            tls.setUseClientMode(false);
            tls.startHandshake();
            ((javax.net.ssl.ExtendedSSLSession) tls.getSession())
                    .getRequestedServerNames()
                    .forEach(
                            each ->
                                    name.append(
                                            new String(each.getEncoded(), StandardCharsets.UTF_8)));
            tls.getOutputStream().write('R');
            tls.getOutputStream().flush();
        } catch (IOException refused) {
            // The client did not like the certificate.
        }
    }

    private static SSLContext serverContext(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(stream, PASSWORD);
        }
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void authority(String name) throws IOException, InterruptedException {
        openssl(
                "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=%1$s -keyout %1$s.key -out %1$s.crt"
                        .formatted(name));
        bundle(name, name);
    }

    private static void make(
            String name, String commonName, String extension, String signer, String dates)
            throws IOException, InterruptedException {
        openssl(
                "req -newkey rsa:2048 -nodes -subj /CN=%2$s -keyout %1$s.key -out %1$s.csr"
                        .formatted(name, commonName));
        sign(name, extension, signer, dates);
    }

    /** The Kelvin sign, which is a k in lower case. */
    private static void makeOfForeignLetter() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("foreign.cnf"),
                "[req]\nprompt = no\ndistinguished_name = dn\n[dn]\nCN = \u212Aa.test\n");
        openssl(
                "req -newkey rsa:2048 -nodes -utf8 -config foreign.cnf"
                        + " -keyout foreign.key -out foreign.csr");
        sign("foreign", "basicConstraints=CA:FALSE", "root", "");
    }

    private static void sign(String name, String extension, String signer, String dates)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve(name + ".ext"), extension + "\n");
        openssl(
                ("ca -batch -notext -config ca.cnf -keyfile %2$s.key -cert %2$s.crt -in %1$s.csr"
                                        + " -extfile %1$s.ext -out %1$s.crt")
                                .formatted(name, signer)
                        + (dates.isEmpty() ? " -days 2" : dates));
        bundle(name, signer);
    }

    /** The key with its certificate and the one that this is signed with. */
    private static void bundle(String name, String signer)
            throws IOException, InterruptedException {
        openssl(
                "pkcs12 -export -in %1$s.crt -inkey %1$s.key -certfile %2$s.crt -passout pass:s3cret -out %1$s.p12"
                        .formatted(name, signer));
    }

    private static void openssl(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ")));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(arguments + output).isZero();
    }
}
