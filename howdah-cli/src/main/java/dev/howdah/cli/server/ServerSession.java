package dev.howdah.cli.server;

import dev.howdah.server.EmbeddedServer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** A PostgreSQL that runs until its input ends. */
public final class ServerSession {
    private ServerSession() {}

    /**
     * Starts a server, says where it listens, and stops it when {@code input} ends. A signal that
     * ends the JVM stops it as well.
     */
    public static void run(EmbeddedServer.Options options, InputStream input, PrintStream out)
            throws IOException {
        try (EmbeddedServer server = EmbeddedServer.start(options)) {
            out.println("ready: " + server.connectionString());
            out.flush();
            input.transferTo(OutputStream.nullOutputStream());
        }
    }
}
