package dev.howdah.cli.bench;

import dev.howdah.server.EmbeddedServer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the server needs at least: it copies the ranges of pages that a scan reads to its own {@code
 * /dev/null}, on as many connections.
 */
final class Floor implements AutoCloseable {
    /** The default of {@code pg_pages_per_task}. */
    private static final long PAGES_PER_TASK = 1000;

    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService workers;
    private final String table;
    private final long pages;

    Floor(EmbeddedServer server, String table, int connectionCount) throws SQLException {
        this.table = table;
        for (int i = 0; i < connectionCount; i++) {
            connections.add(server.connect());
        }
        pages = pages();
        workers = Executors.newFixedThreadPool(connectionCount);
    }

    long copy() throws SQLException {
        AtomicLong nextPage = new AtomicLong();
        List<Callable<Long>> work = new ArrayList<>();
        for (Connection connection : connections) {
            work.add(() -> copyRanges(connection, nextPage));
        }
        long rows = 0;
        try {
            for (Future<Long> part : workers.invokeAll(work)) {
                rows += part.get();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while the server copied " + table, interrupted);
        } catch (ExecutionException failure) {
            throw new SQLException("The server did not copy " + table, failure.getCause());
        }
        return rows;
    }

    private long copyRanges(Connection connection, AtomicLong nextPage) throws SQLException {
        long rows = 0;
        try (Statement statement = connection.createStatement()) {
            for (long page = nextPage.getAndAdd(PAGES_PER_TASK);
                    page < pages;
                    page = nextPage.getAndAdd(PAGES_PER_TASK)) {
                rows +=
                        statement.executeLargeUpdate(
                                """
                                COPY (SELECT * FROM %s WHERE ctid >= '(%d,0)' AND ctid < '(%d,0)')
                                TO '/dev/null' (FORMAT binary)"""
                                        .formatted(table, page, page + PAGES_PER_TASK));
            }
        }
        return rows;
    }

    private long pages() throws SQLException {
        try (Statement statement = connections.getFirst().createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "SELECT pg_relation_size('%s') / current_setting('block_size')::int"
                                        .formatted(table))) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        workers.shutdown();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
