package dev.howdah.kuzu.staging;

import dev.howdah.duckdb.statement.DuckDbLiteral;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A DuckDB in memory to which PostgreSQL databases are attached, and which writes their rows into
 * staged files. One thread at a time stages; any may cancel.
 */
public final class Stager implements AutoCloseable {
    private final Connection connection;
    private final ThreadCount threads;
    private final StagingArea area;
    private final StagingLimits limits;

    private Stager(Connection connection, StagingArea area, StagingLimits limits) {
        this.connection = connection;
        this.threads = new ThreadCount(connection, limits.threads());
        this.area = area;
        this.limits = limits;
    }

    /**
     * Opens the DuckDB. Rows keep no order in it; a numeric without precision is text, so that no
     * digit is lost.
     *
     * @param area where files go; closed with the result
     */
    public static Stager open(StagingArea area, StagingLimits limits) throws SQLException {
        try {
            Connection connection = DriverManager.getConnection("jdbc:howdah:");
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET memory_limit = '" + limits.memoryBytes() + "B'");
                statement.execute("SET threads = " + limits.threads());
                statement.execute(
                        "SET temp_directory = "
                                + DuckDbLiteral.quote(
                                        area.directory().resolve("spill").toString()));
                statement.execute("SET preserve_insertion_order = false");
                statement.execute("SET TimeZone = 'UTC'");
                statement.execute("SET pg_numeric_as = 'varchar'");
            } catch (SQLException failure) {
                connection.close();
                throw failure;
            }
            return new Stager(connection, area, limits);
        } catch (SQLException failure) {
            area.close();
            throw failure;
        }
    }

    /** The DuckDB, for ATTACH, settings and catalogue. */
    public Connection connection() {
        return connection;
    }

    public StagingLimits limits() {
        return limits;
    }

    /** Begins the staging for one Cypher statement; the caller closes it. */
    public Staging begin() throws SQLException {
        return Staging.begin(connection, threads, area.begin(), limits);
    }

    @Override
    public void close() throws SQLException {
        try {
            connection.close();
        } finally {
            area.close();
        }
    }
}
