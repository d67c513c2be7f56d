package dev.howdah.kuzu.writeback;

import com.kuzudb.FlatTuple;
import com.kuzudb.QueryResult;

import dev.howdah.kuzu.HowdahGraph;
import dev.howdah.kuzu.Servers;
import dev.howdah.kuzu.graph.ValueText;
import dev.howdah.kuzu.staging.StagingArea;
import dev.howdah.server.EmbeddedServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A graph with a database of its own attached as {@code uw}. */
final class Fixture implements AutoCloseable {
    final HowdahGraph graph = HowdahGraph.inMemory();
    private final Path directory;
    private final EmbeddedServer server;
    private final String database;

    Fixture(int version) throws SQLException {
        directory = makeDirectory();
        server = Servers.of(version);
        database = Servers.createDatabase(server);
        attach();
    }

    /** The graph's staging area is made by its first ATTACH. */
    private static Path makeDirectory() {
        try {
            return Files.createTempDirectory("writeback");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void attach() {
        String before = System.setProperty(StagingArea.DIRECTORY_PROPERTY, directory.toString());
        try {
            run("ATTACH '%s' AS uw (dbtype postgres)".formatted(connectionString()));
        } finally {
            if (before == null) {
                System.clearProperty(StagingArea.DIRECTORY_PROPERTY);
            } else {
                System.setProperty(StagingArea.DIRECTORY_PROPERTY, before);
            }
        }
    }

    String connectionString() {
        return server.connectionString(database).replace("'", "\\'");
    }

    /** Runs Cypher; the only value of the last row, or nothing. */
    String run(String cypher) {
        List<String> rows = rows(cypher);
        return rows.isEmpty() ? "" : rows.getLast();
    }

    /** The rows with bars between the values. */
    List<String> rows(String cypher) {
        try (QueryResult result = graph.query(cypher)) {
            List<String> rows = new ArrayList<>();
            while (result.hasNext()) {
                rows.add(text(result.getNext(), result.getNumColumns()));
            }
            return rows;
        }
    }

    private static String text(FlatTuple row, long columns) {
        List<String> values = new ArrayList<>();
        for (long i = 0; i < columns; i++) {
            var value = row.getValue(i);
            var type = ValueText.typeOf(value);
            values.add(
                    value.isNull()
                            ? "null"
                            : ValueText.hasParts(type)
                                    ? value.toString()
                                    : ValueText.of(value, type));
        }
        return String.join("|", values);
    }

    /** Runs PostgreSQL's SQL; the rows with bars between the values, of a query. */
    List<String> sql(String sql) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            if (statement.execute(sql)) {
                ResultSet result = statement.getResultSet();
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        values.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(String.join("|", values));
                }
            }
            return rows;
        }
    }

    /** The columns of a table and their types. */
    List<String> columns(String table) throws SQLException {
        return sql(
                "SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0 ORDER BY attnum"
                        .formatted(table));
    }

    boolean hasTable(String table) throws SQLException {
        return !sql("SELECT 1 FROM pg_class WHERE relname = '%s'".formatted(table)).isEmpty();
    }

    /** How many transactions of this database have changed something. */
    int writers() throws SQLException {
        return Integer.parseInt(
                sql("SELECT count(*) FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND datname = '%s'"
                                .formatted(database))
                        .getFirst());
    }

    /** The files that statements have left in the directory of this graph. */
    List<Path> stagedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .toList();
        }
    }

    @Override
    public void close() {
        graph.close();
    }
}
