package dev.howdah.kuzu;

import dev.howdah.server.EmbeddedServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** A server that lets the role {@code app} in with its password only. */
public final class PasswordServer {
    /** The role's password. */
    public static final String PASSWORD = "hush-Geheim-7";

    private PasswordServer() {}

    /** The one of this JVM; its database {@code postgres} has a table {@code who}. */
    public static EmbeddedServer running() {
        return Holder.SERVER;
    }

    private static final class Holder {
        private static final EmbeddedServer SERVER = start();
    }

    private static EmbeddedServer start() {
        try {
            Path rules = Files.createTempFile("howdah", ".hba");
            Files.writeString(
                    rules,
                    "host all app all scram-sha-256\nhost all all all trust\nlocal all all trust\n");
            rules.toFile().deleteOnExit();
            EmbeddedServer server =
                    EmbeddedServer.start(
                            new EmbeddedServer.Options(
                                    EmbeddedServer.NEWEST,
                                    0,
                                    Optional.empty(),
                                    Map.of("hba_file", rules.toString())));
            Servers.execute(
                    server,
                    "postgres",
                    "CREATE ROLE app LOGIN PASSWORD '" + PASSWORD + "'",
                    "CREATE TABLE who AS SELECT 'me' AS name",
                    "GRANT SELECT ON who TO app");
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
