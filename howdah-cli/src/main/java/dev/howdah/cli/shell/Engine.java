package dev.howdah.cli.shell;

import dev.howdah.duckdb.jdbc.HowdahConnection;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** Opens the engine that the shell, the demo and the benchmark talk to. */
public final class Engine {
    /** The driver's URL before the name of a database file. */
    public static final String URL_PREFIX = "jdbc:howdah:";

    private Engine() {}

    /** A database in memory, or in a file that is made if missing. */
    public static Connection open(Optional<Path> file) throws SQLException {
        Properties options = new Properties();
        // Rows are handed on as they come, so that a long result needs no memory.
        options.setProperty("jdbc_stream_results", "true");
        return DriverManager.getConnection(
                URL_PREFIX + file.map(Path::toString).orElse(""), options);
    }

    /** Tells how far the reads of a connection's running statement are. */
    static ProgressSource progress(Connection connection) throws SQLException {
        return new RunningScans(connection.unwrap(HowdahConnection.class)::runningScans);
    }
}
