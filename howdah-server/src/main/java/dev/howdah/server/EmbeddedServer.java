package dev.howdah.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A running PostgreSQL on the loopback address, superuser {@code postgres} without a password.
 *
 * <p>Thread-safe. Closing it, or the end of the JVM, stops the server and removes its data unless a
 * data folder was given.
 */
public final class EmbeddedServer implements AutoCloseable {
    /** The oldest major version that comes with the program. */
    public static final int OLDEST = 14;

    /** The newest major version that comes with the program. */
    public static final int NEWEST = 18;

    /** The major versions that come with the program. */
    public static final List<Integer> VERSIONS = List.of(OLDEST, NEWEST);

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final int version;

    private EmbeddedServer(EmbeddedPostgres postgres, int version) {
        this.postgres = postgres;
        this.version = version;
    }

    /** Starts a server with default options. */
    public static EmbeddedServer start(int version) {
        return start(new Options(version, 0, Optional.empty(), Map.of()));
    }

    /**
     * Starts a server and waits until it accepts connections.
     *
     * @throws IllegalArgumentException if the version does not come with the program
     * @throws UncheckedIOException if the server does not start
     */
    public static EmbeddedServer start(Options options) {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder()
                        .setPgBinaryResolver(
                                (system, hardware) -> binaries(options.version(), system, hardware))
                        .setPort(options.port())
                        .setPGStartupWait(START_LIMIT)
                        .setCleanDataDirectory(options.dataDirectory().isEmpty());
        options.dataDirectory().ifPresent(builder::setDataDirectory);
        options.parameters().forEach(builder::setServerConfig);
        try {
            return new EmbeddedServer(builder.start(), options.version());
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "PostgreSQL " + options.version() + " did not start: " + failure.getMessage(),
                    failure);
        }
    }

    /** The major version. */
    public int version() {
        return version;
    }

    /** The TCP port on 127.0.0.1. */
    public int port() {
        return postgres.getPort();
    }

    /** A libpq connection string to a database of this server, as its superuser. */
    public String connectionString(String database) {
        return "host=127.0.0.1 port=" + port() + " user=postgres dbname=" + database;
    }

    /** A libpq connection string to the database {@code postgres}. */
    public String connectionString() {
        return connectionString("postgres");
    }

    /** The JDBC URL of a database of this server, for pgjdbc. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?user=postgres";
    }

    /** A new pgjdbc connection as superuser; the caller closes it. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database));
    }

    /** A new pgjdbc connection to the database {@code postgres}. */
    public Connection connect() throws SQLException {
        return connect("postgres");
    }

    /** Stops the server. Idempotent. */
    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("PostgreSQL did not stop", failure);
        }
    }

    private static InputStream binaries(int version, String system, String hardware) {
        String name = "/postgres/" + version + "/postgres-%s-%s.txz".formatted(system, hardware);
        InputStream archive =
                EmbeddedServer.class.getResourceAsStream(name.toLowerCase(java.util.Locale.ROOT));
        if (archive == null) {
            throw new IllegalArgumentException(
                    "There is no PostgreSQL %d for %s on %s here; versions that come along: %s"
                            .formatted(version, system, hardware, VERSIONS));
        }
        return archive;
    }

    /**
     * How to start a server.
     *
     * @param version the major version, one of {@link #VERSIONS}
     * @param port the TCP port, or 0 for a free one
     * @param dataDirectory a folder that is kept, or none for a temporary one
     * @param parameters settings for postgresql.conf by name
     */
    public record Options(
            int version, int port, Optional<Path> dataDirectory, Map<String, String> parameters) {
        public Options {
            if (!VERSIONS.contains(version)) {
                throw new IllegalArgumentException(
                        "PostgreSQL %d does not come with Howdah; choose one of %s"
                                .formatted(version, VERSIONS));
            }
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
            }
            parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }
}
