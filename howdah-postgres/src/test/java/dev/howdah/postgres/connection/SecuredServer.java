package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.howdah.server.EmbeddedServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server with TLS, passwords, a Unix socket and few connections; its certificates come from
 * openssl, without which the tests that need it are skipped.
 */
final class SecuredServer {
    static final String PASSWORD = "s3cret";

    private static final String HBA =
            """
            local all postgres trust
            local all all scram-sha-256
            host all postgres all trust
            hostssl all certified all cert
            hostssl all tlsonly all trust
            hostnossl all plainonly all trust
            host all scram all scram-sha-256
            host all hashed all md5
            host all few all trust
            """;

    private static final Map<Integer, SecuredServer> STARTED = new HashMap<>();

    private final Path folder;
    private final EmbeddedServer server;

    private SecuredServer(Path folder, int version) throws IOException, InterruptedException {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(this::deleteFolder));
        makeCertificates();
        Path hba = Files.writeString(folder.resolve("hba.conf"), HBA);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("ssl", "on");
        parameters.put("ssl_cert_file", folder.resolve("server.crt").toString());
        parameters.put("ssl_key_file", folder.resolve("server.key").toString());
        parameters.put("ssl_ca_file", folder.resolve("root.crt").toString());
        parameters.put("hba_file", hba.toString());
        parameters.put("unix_socket_directories", folder.toString());
        server =
                EmbeddedServer.start(
                        new EmbeddedServer.Options(version, 0, Optional.empty(), parameters));
        try (Session session = open("user=postgres")) {
            for (String role : List.of("certified", "tlsonly", "plainonly", "scram")) {
                session.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + PASSWORD + "'");
            }
            session.execute("CREATE ROLE few LOGIN CONNECTION LIMIT 2");
            session.execute("SET password_encryption = 'md5'");
            session.execute("CREATE ROLE hashed LOGIN PASSWORD '" + PASSWORD + "'");
        }
    }

    /** The one server of the newest version in this JVM. */
    static SecuredServer instance() {
        return of(EmbeddedServer.NEWEST);
    }

    /** The one server of a version in this JVM. */
    static synchronized SecuredServer of(int version) {
        return STARTED.computeIfAbsent(version, SecuredServer::start);
    }

    private static SecuredServer start(int version) {
        try {
            assumeThat(isThere("openssl")).as("openssl is at hand").isTrue();
            return new SecuredServer(Files.createTempDirectory("howdah"), version);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    int port() {
        return server.port();
    }

    ConnectionSettings settings(String more) {
        // The home folder is empty, so that no file of the user of this machine plays a part.
        Environment environment = new Environment(Map.of(), folder.resolve("home"), "postgres");
        return ConnectionSettings.parse(
                "host=localhost dbname=postgres port=" + port() + " " + more, environment);
    }

    Session open(String more) {
        return Session.open(settings(more));
    }

    private void deleteFolder() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException failure) {
            // A socket that the server takes away at this very moment.
        }
    }

    private void makeCertificates() throws IOException, InterruptedException {
        openssl(
                "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=howdah-root"
                        + " -keyout root.key -out root.crt");
        openssl(
                "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=stranger"
                        + " -keyout stranger.key -out stranger.crt");
        sign("server", "localhost", "subjectAltName=DNS:localhost");
        sign("client", "certified", "extendedKeyUsage=clientAuth");
        openssl("ecparam -name prime256v1 -genkey -noout -out client-sec1.key");
        signKey("client-sec1", "certified", "extendedKeyUsage=clientAuth");
        openssl("pkcs8 -topk8 -nocrypt -in client-sec1.key -out client-ec.key");
        openssl("pkcs12 -export -in client.crt -inkey client.key -passout pass: -out open.pfx");
        openssl("rsa -in client.key -traditional -out client-pkcs1.key");
        openssl("pkcs8 -topk8 -in client.key -passout pass:s3cret -out client-encrypted.key");
        openssl("pkcs8 -topk8 -nocrypt -in client.key -outform DER -out client.pk8");
        openssl(
                "pkcs12 -export -in client.crt -inkey client.key -passout pass:s3cret"
                        + " -out client.p12");
        for (String key :
                List.of(
                        "server.key",
                        "client.key",
                        "client-pkcs1.key",
                        "client.pk8",
                        "client-encrypted.key",
                        "client-sec1.key",
                        "client-ec.key",
                        "stranger.key",
                        "open.pfx",
                        "client.p12")) {
            Files.setPosixFilePermissions(
                    folder.resolve(key), PosixFilePermissions.fromString("rw-------"));
        }
    }

    private void signKey(String name, String commonName, String extension)
            throws IOException, InterruptedException {
        openssl("req -new -key %s.key -subj /CN=%s -out %s.csr".formatted(name, commonName, name));
        signRequest(name, extension);
    }

    private void sign(String name, String commonName, String extension)
            throws IOException, InterruptedException {
        openssl(
                "req -newkey rsa:2048 -nodes -subj /CN=%s -keyout %s.key -out %s.csr"
                        .formatted(commonName, name, name));
        signRequest(name, extension);
    }

    private void signRequest(String name, String extension)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve(name + ".ext"), extension + "\n");
        openssl(
                "x509 -req -in %s.csr -days 2 -CA root.crt -CAkey root.key -CAcreateserial"
                                .formatted(name)
                        + " -extfile %s.ext -out %s.crt".formatted(name, name));
    }

    private void openssl(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ")));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
