package dev.howdah.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The machine's own PgBouncer in front of an {@link EmbeddedServer}, on the loopback address.
 *
 * <p>Closing it stops it and removes its files. It stops as well when this JVM dies, however that
 * dies: a shell holds its process and waits for the end of a pipe from here.
 */
public final class PgBouncer implements AutoCloseable {
    private static final String NAME = "pgbouncer";
    private static final long START_SECONDS = 20;
    private static final int STOP_SECONDS = 10;

    /** PgBouncer refuses to run as root, so root starts it as somebody who may do nothing. */
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private static final String UNTIL_END_OF_INPUT =
            "exec 3<&0; \"$@\" 3<&- & child=$!;"
                    + " { read -r unused; kill $child; } <&3 2>/dev/null & wait $child";

    private final Process process;
    private final Path folder;
    private final int port;

    private PgBouncer(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /** Where the program is, if this machine has one. */
    public static Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(
                        Stream.of(path.split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/local/sbin", "/usr/local/bin"))
                .filter(each -> !each.isEmpty())
                .map(each -> Path.of(each, NAME))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param settings entries of its configuration file, such as {@code pool_mode}; they go before
     *     our own
     * @throws UncheckedIOException if it does not start
     */
    public static PgBouncer start(EmbeddedServer server, Map<String, String> settings) {
        Path program =
                find().orElseThrow(
                                () ->
                                        new UncheckedIOException(
                                                new IOException(
                                                        "There is no pgbouncer on this machine;"
                                                                + " install the package pgbouncer")));
        try {
            Path folder = Files.createTempDirectory("howdah-pgbouncer");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            int port = freePort();
            Path file = configure(folder, server, port, settings);
            Process process =
                    new ProcessBuilder(command(program, file))
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log").toFile())
                            .start();
            PgBouncer bouncer = new PgBouncer(process, folder, port);
            bouncer.awaitStart();
            return bouncer;
        } catch (IOException failure) {
            throw new UncheckedIOException("PgBouncer did not start", failure);
        }
    }

    /** The TCP port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** A libpq connection string to a database of the server behind it, as superuser. */
    public String connectionString(String database) {
        return "host=127.0.0.1 port=" + port + " user=postgres dbname=" + database;
    }

    /** Stops it. Idempotent. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            remove();
        } catch (IOException failure) {
            throw new UncheckedIOException("PgBouncer did not stop", failure);
        } catch (InterruptedException interrupt) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Path program, Path file) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(AS_NOBODY);
        }
        command.addAll(
                List.of("sh", "-c", UNTIL_END_OF_INPUT, "sh", program.toString(), file.toString()));
        return command;
    }

    private static Path configure(
            Path folder, EmbeddedServer server, int port, Map<String, String> settings)
            throws IOException {
        Path users = Files.writeString(folder.resolve("users"), "\"postgres\" \"\"\n");
        Map<String, String> all = new LinkedHashMap<>();
        all.put("listen_addr", "127.0.0.1");
        all.put("listen_port", String.valueOf(port));
        all.put("unix_socket_dir", "");
        all.put("auth_type", "trust");
        all.put("auth_file", users.toString());
        all.putAll(settings);
        String entries =
                all.entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue())
                        .collect(Collectors.joining("\n"));
        Path file =
                Files.writeString(
                        folder.resolve("pgbouncer.ini"),
                        "[databases]\n* = host=127.0.0.1 port=%d\n[pgbouncer]\n%s\n"
                                .formatted(server.port(), entries));
        for (Path each : List.of(users, file)) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-r--r--"));
        }
        return file;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void awaitStart() throws IOException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > limit) {
                String log = Files.readString(folder.resolve("log"));
                close();
                throw new IOException("PgBouncer does not listen on port " + port + ": " + log);
            }
            Thread.onSpinWait();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void remove() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(folder);
    }
}
