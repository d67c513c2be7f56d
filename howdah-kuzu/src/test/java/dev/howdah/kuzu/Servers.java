package dev.howdah.kuzu;

import dev.howdah.server.EmbeddedServer;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One server per version for all tests of a JVM, and databases on it. */
public final class Servers {
    private static final Map<Integer, EmbeddedServer> RUNNING = new ConcurrentHashMap<>();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Servers() {}

    public static EmbeddedServer of(int version) {
        return RUNNING.computeIfAbsent(version, EmbeddedServer::start);
    }

    public static EmbeddedServer newest() {
        return of(EmbeddedServer.NEWEST);
    }

    /** A new empty database on the server. */
    public static String createDatabase(EmbeddedServer server) throws SQLException {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return name;
    }

    /** Runs statements in PostgreSQL's own SQL. */
    public static void execute(EmbeddedServer server, String database, String... statements)
            throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
