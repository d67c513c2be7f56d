package dev.howdah.postgres.testing;

import dev.howdah.server.EmbeddedServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A primary, its hot standby and a primary that is read-only by default, per version. */
public record Standbys(EmbeddedServer primary, EmbeddedServer standby, EmbeddedServer readOnly) {
    private static final Map<Integer, Standbys> RUNNING = new ConcurrentHashMap<>();

    /** The servers of a version; table {@code numbers} holds 20000 of them. */
    public static Standbys of(int version) {
        return RUNNING.computeIfAbsent(version, Standbys::start);
    }

    private static Standbys start(int version) {
        try {
            Path folder = Files.createTempDirectory("howdah");
            Path data = folder.resolve("primary");
            try (EmbeddedServer first = start(version, data, Map.of());
                    Connection connection = first.connect()) {
                Servers.execute(
                        connection,
                        "CREATE TABLE numbers AS SELECT i, 'row ' || i AS t FROM"
                                + " generate_series(1, 20000) i",
                        "VACUUM ANALYZE numbers",
                        "CHECKPOINT");
            }
            Path copy = folder.resolve("standby");
            copy(data, copy);
            Path third = folder.resolve("read-only");
            copy(data, third);
            EmbeddedServer primary = start(version, data, Map.of());
            Files.createFile(copy.resolve("standby.signal"));
            Files.writeString(
                    copy.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 user=postgres port=%d'%n"
                            .formatted(primary.port()),
                    StandardOpenOption.APPEND);
            EmbeddedServer standby = start(version, copy, Map.of());
            EmbeddedServer readOnly =
                    start(version, third, Map.of("default_transaction_read_only", "on"));
            Standbys servers = new Standbys(primary, standby, readOnly);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> servers.stop(folder)));
            return servers;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static EmbeddedServer start(int version, Path data, Map<String, String> parameters) {
        return EmbeddedServer.start(
                new EmbeddedServer.Options(version, 0, Optional.of(data), parameters));
    }

    private void stop(Path folder) {
        standby.close();
        primary.close();
        readOnly.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException leftover) {
            // In the folder for temporary files, where the system clears up.
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        // As the server wants it.
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
    }
}
