package dev.howdah.cli.bench;

import dev.howdah.server.EmbeddedServer;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Objects;

/** Gives each measurement a new graph; closing lets one go that a failure has left. */
final class Graphs implements AutoCloseable {
    private final EmbeddedServer server;
    private final Path folder;
    private @Nullable GraphReadings current;

    Graphs(EmbeddedServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Opens the graph that a contender fills. */
    void open(GraphPlace place) {
        current = new GraphReadings(server, place, folder);
    }

    GraphReadings current() {
        return Objects.requireNonNull(current);
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
