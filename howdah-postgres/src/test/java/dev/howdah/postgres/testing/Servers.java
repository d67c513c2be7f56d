package dev.howdah.postgres.testing;

import dev.howdah.server.EmbeddedServer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/** One running server per version for all tests of the JVM, whose end stops them. */
public final class Servers {
    private static final Duration AWAIT_LIMIT = Duration.ofSeconds(15);
    private static final Map<Integer, EmbeddedServer> RUNNING = new ConcurrentHashMap<>();

    private Servers() {}

    /** The server of a major version. */
    public static EmbeddedServer version(int version) {
        return RUNNING.computeIfAbsent(version, EmbeddedServer::start);
    }

    /** A new, empty database of the name; an old one of that name is dropped. */
    public static void createDatabase(EmbeddedServer server, String name) throws SQLException {
        try (Connection connection = server.connect()) {
            execute(connection, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            execute(connection, "CREATE DATABASE " + name);
        }
    }

    /** Runs statements one after the other. */
    public static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of a query's rows as text. */
    public static List<String> strings(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> result = new ArrayList<>();
            while (rows.next()) {
                result.add(rows.getString(1));
            }
            return result;
        }
    }

    /** Waits until a condition holds. */
    public static void await(Callable<Boolean> condition) throws Exception {
        long limit = System.nanoTime() + AWAIT_LIMIT.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("the condition never came true");
            }
            Thread.onSpinWait();
        }
    }
}
