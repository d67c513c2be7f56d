package dev.howdah.kuzu;

import com.kuzudb.DataTypeID;
import com.kuzudb.FlatTuple;
import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import dev.howdah.kuzu.staging.StagingArea;
import dev.howdah.server.EmbeddedServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A graph, in memory unless said otherwise, with a database of its own attached as {@code uw}, and
 * rows as text.
 */
final class AttachedGraph implements AutoCloseable {
    final HowdahGraph graph;
    final EmbeddedServer server;
    final String database;

    AttachedGraph(EmbeddedServer server, String... sql) throws SQLException {
        this(HowdahGraph.inMemory(), server, sql);
    }

    /** Over a graph that is closed with this. */
    AttachedGraph(HowdahGraph graph, EmbeddedServer server, String... sql) throws SQLException {
        this.graph = graph;
        this.server = server;
        this.database = Servers.createDatabase(server);
        Servers.execute(server, database, sql);
        run("ATTACH '%s' AS uw (dbtype postgres)".formatted(server.connectionString(database)));
    }

    void sql(String... statements) throws SQLException {
        Servers.execute(server, database, statements);
    }

    void run(String cypher) {
        graph.query(cypher).close();
    }

    /** The rows, values with bars between; a NULL is {@code null}. */
    List<String> rows(String cypher) {
        try (QueryResult result = graph.query(cypher)) {
            return rows(result);
        }
    }

    /** As {@link #rows}, in the order of their texts. */
    List<String> sorted(String cypher) {
        return rows(cypher).stream().sorted().toList();
    }

    static List<String> rows(QueryResult result) {
        List<String> rows = new ArrayList<>();
        while (result.hasNext()) {
            FlatTuple tuple = result.getNext();
            List<String> values = new ArrayList<>();
            for (long i = 0; i < result.getNumColumns(); i++) {
                values.add(text(tuple.getValue(i)));
            }
            rows.add(String.join("|", values));
        }
        return rows;
    }

    private static String text(Value value) {
        if (value.isNull()) {
            return "null";
        }
        DataTypeID type = value.getDataType().getID();
        boolean inexact = type == DataTypeID.DOUBLE || type == DataTypeID.FLOAT;
        return inexact ? value.<Object>getValue().toString() : value.toString();
    }

    /** The names of the result's columns. */
    List<String> columns(String cypher) {
        List<String> names = new ArrayList<>();
        try (QueryResult result = graph.query(cypher)) {
            for (long i = 0; i < result.getNumColumns(); i++) {
                names.add(result.getColumnName(i));
            }
        }
        return names;
    }

    /** All that lies in staging areas of this process. */
    static List<Path> stagedFiles() {
        Path parent = Path.of(System.getProperty(StagingArea.DIRECTORY_PROPERTY));
        try (Stream<Path> areas = Files.list(parent)) {
            List<Path> files = new ArrayList<>();
            for (Path area :
                    areas.filter(path -> path.getFileName().toString().startsWith("howdah-kuzu-"))
                            .filter(Files::isDirectory)
                            .toList()) {
                try (Stream<Path> tree = Files.walk(area)) {
                    tree.filter(path -> !path.equals(area)).forEach(files::add);
                }
            }
            return files;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
