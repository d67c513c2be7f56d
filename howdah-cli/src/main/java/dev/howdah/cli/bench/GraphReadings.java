package dev.howdah.cli.bench;

import com.kuzudb.Connection;
import com.kuzudb.Database;
import com.kuzudb.FlatTuple;
import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import dev.howdah.kuzu.HowdahGraph;
import dev.howdah.server.EmbeddedServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A new graph with an empty table {@code Person} and the server attached as {@code uw}: the table
 * is filled once, and the graph is gone when this is closed.
 */
final class GraphReadings implements AutoCloseable {
    private static final String IN_MEMORY = ":memory:";

    private final Path directory;
    private final Database database;
    private final Connection connection;
    private final HowdahGraph graph;

    /**
     * @param folder where a graph on disk gets a directory of its own
     */
    GraphReadings(EmbeddedServer server, GraphPlace place, Path folder) {
        try {
            directory = Files.createTempDirectory(folder, "graph");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        database =
                new Database(
                        place == GraphPlace.MEMORY
                                ? IN_MEMORY
                                : directory.resolve("graph.kuzu").toString());
        connection = new Connection(database);
        graph = HowdahGraph.over(connection);
        run(PersonTable.NODE_TABLE);
        run("ATTACH '" + server.connectionString() + "' AS uw (dbtype postgres)");
    }

    /** Kùzu's own COPY, past Howdah. */
    long copyFile(Path file) {
        try (QueryResult result = connection.query("COPY Person FROM '" + file + "'")) {
            if (!result.isSuccess()) {
                throw new IllegalStateException(result.getErrorMessage());
            }
        }
        return nodes();
    }

    long copyTable() {
        run("COPY Person FROM uw." + PersonTable.NAME);
        return nodes();
    }

    /** Reads one row by its key. */
    void load(long id) {
        String cypher = "LOAD FROM uw.%s WHERE id = %d RETURN *".formatted(PersonTable.NAME, id);
        try (QueryResult result = graph.query(cypher)) {
            if (result.getNumTuples() != 1) {
                throw new IllegalStateException(
                        "%d rows instead of 1: %s".formatted(result.getNumTuples(), cypher));
            }
            FlatTuple row = result.getNext();
            for (long column = 0; column < result.getNumColumns(); column++) {
                try (Value value = row.getValue(column)) {
                    value.<Object>getValue();
                }
            }
        }
    }

    private long nodes() {
        try (QueryResult result = graph.query("MATCH (p:Person) RETURN count(*)");
                Value count = result.getNext().getValue(0)) {
            return count.<Long>getValue();
        }
    }

    private void run(String cypher) {
        graph.query(cypher).close();
    }

    @Override
    public void close() {
        graph.close();
        connection.close();
        database.close();
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
