package dev.howdah.duckdb.jdbc;

import dev.howdah.server.EmbeddedServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One server per version that lets the role {@code app} in with its password only. */
final class PasswordServers {
    static final String PASSWORD = "hush-Geheim-7";

    private static final Map<Integer, EmbeddedServer> RUNNING = new ConcurrentHashMap<>();

    private PasswordServers() {}

    static EmbeddedServer of(int version) {
        return RUNNING.computeIfAbsent(version, PasswordServers::start);
    }

    private static EmbeddedServer start(int version) {
        try {
            Path rules = Files.createTempFile("howdah", ".hba");
            Files.writeString(
                    rules,
                    "host all app all scram-sha-256\nhost all all all trust\nlocal all all trust\n");
            rules.toFile().deleteOnExit();
            EmbeddedServer server =
                    EmbeddedServer.start(
                            new EmbeddedServer.Options(
                                    version,
                                    0,
                                    Optional.empty(),
                                    Map.of("hba_file", rules.toString())));
            Servers.execute(
                    server,
                    "postgres",
                    "SET password_encryption = 'scram-sha-256'",
                    "CREATE ROLE app LOGIN PASSWORD '" + PASSWORD + "'",
                    "CREATE TABLE who AS SELECT 'postgres' AS db",
                    "GRANT SELECT ON who TO app",
                    "CREATE DATABASE second");
            Servers.execute(
                    server,
                    "second",
                    "CREATE TABLE who AS SELECT 'second' AS db",
                    "GRANT SELECT ON who TO app");
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
