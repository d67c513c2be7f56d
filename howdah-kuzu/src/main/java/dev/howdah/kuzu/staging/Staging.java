package dev.howdah.kuzu.staging;

import dev.howdah.duckdb.jdbc.HowdahConnection;
import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.type.ColumnPassage;
import dev.howdah.postgres.scan.ScanStatistics;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The staged files of one Cypher statement, all read in one transaction and so from one snapshot of
 * each database. Closing removes the files.
 */
public final class Staging implements AutoCloseable {
    private static final String CANCELLED = "57014";

    /**
     * Files that live for a moment are not worth compressing, which takes a fifth of the time.
     * Small row groups keep both engines' threads busy to the end; their default, 122,880 rows of
     * any width, needs gigabytes of memory for long texts.
     */
    private static final String FILE_OPTIONS =
            "FORMAT parquet, PARQUET_VERSION V1, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 4096, ROW_GROUP_SIZE 40960, ROW_GROUP_SIZE_BYTES "
                    + (32L << 20);

    private final Connection connection;
    private final ThreadCount threads;
    private final StatementFiles files;
    private final StagingLimits limits;
    private final Object lock = new Object();
    private @Nullable Statement running;
    private String reading = "";
    private boolean cancelled;
    private boolean inTransaction = true;

    private Staging(
            Connection connection,
            ThreadCount threads,
            StatementFiles files,
            StagingLimits limits) {
        this.connection = connection;
        this.threads = threads;
        this.files = files;
        this.limits = limits;
    }

    static Staging begin(
            Connection connection, ThreadCount threads, StatementFiles files, StagingLimits limits)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // The server refuses what a query would change, for the ROLLBACK would take it back.
            statement.execute("BEGIN TRANSACTION READ ONLY");
            return new Staging(connection, threads, files, limits);
        } catch (SQLException failure) {
            files.close();
            throw failure;
        }
    }

    /**
     * Writes rows into a file that stays until {@link #remove} or the end.
     *
     * @param name what an error calls the rows, such as {@code uw.person}
     * @throws SQLException 57014 if cancelled, 53100 if the files would go beyond the limit
     */
    public Path stage(String name, StagedSelect select) throws SQLException {
        if (select.few()) {
            threads.one();
        } else {
            threads.all();
        }
        Path file = files.next();
        String sql =
                "COPY (%s) TO %s (%s)"
                        .formatted(
                                select.sql(), DuckDbLiteral.quote(file.toString()), FILE_OPTIONS);
        try (Statement statement = connection.createStatement();
                DiskWatch watch = new DiskWatch(files, limits.diskBytes(), statement)) {
            start(statement, name);
            try {
                statement.execute(sql);
            } catch (SQLException failure) {
                throw watch.isExceeded() ? watch.failure(name) : failure;
            } finally {
                end();
            }
            if (watch.check()) {
                throw watch.failure(name);
            }
        }
        return file;
    }

    /**
     * How the columns of a DuckDB query travel, such as one over {@code postgres_query}.
     *
     * @param name what an error calls the query
     * @param aliasPrefix what the file's columns begin with; numbers follow
     */
    public List<ColumnPassage> describe(String name, String query, String aliasPrefix)
            throws SQLException {
        List<ColumnPassage> passages = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            start(statement, "");
            try (ResultSet columns = statement.executeQuery("DESCRIBE " + query)) {
                while (columns.next()) {
                    passages.add(
                            ColumnPassage.described(
                                    name,
                                    columns.getString("column_name"),
                                    columns.getString("column_type"),
                                    aliasPrefix + passages.size()));
                }
            } finally {
                end();
            }
        }
        return passages;
    }

    /** The path in single quotes as Kùzu reads it, which takes it for a pattern. */
    public static String literal(Path file) {
        return Quoting.text(file.toString().replaceAll("[\\[*?]", "[$0]"));
    }

    /** Removes a file that Kùzu has taken. */
    public void remove(Path file) {
        files.delete(file);
    }

    public StagingLimits limits() {
        return limits;
    }

    /** The transaction, in which the caller may ask for more; nothing that ends it. */
    public Connection connection() {
        return connection;
    }

    /** Stops what runs and lets nothing begin; from any thread. */
    public void cancel() throws SQLException {
        synchronized (lock) {
            cancelled = true;
            if (running != null) {
                running.cancel();
            }
        }
    }

    private void start(Statement statement, String name) throws SQLException {
        synchronized (lock) {
            checkNotCancelled();
            running = statement;
            reading = name;
        }
    }

    /** Ends work between two statements if {@link #cancel} was called. */
    public void checkNotCancelled() throws SQLException {
        synchronized (lock) {
            if (cancelled) {
                throw new SQLException("The statement was cancelled", CANCELLED);
            }
        }
    }

    /** A place for a file that the caller writes; it goes with the staged ones. */
    public Path place() {
        return files.next();
    }

    /**
     * Lets the snapshot go and begins a transaction that writes. Nothing can be staged from then
     * on; the caller closes it.
     */
    public WriteTransaction beginWrite() throws SQLException {
        endTransaction();
        threads.all();
        return WriteTransaction.begin(this);
    }

    /** Runs a statement that {@link #cancel} stops; how many rows it changed. */
    int change(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            start(statement, "");
            try {
                return statement.executeUpdate(sql);
            } finally {
                end();
            }
        }
    }

    private void end() {
        synchronized (lock) {
            running = null;
            reading = "";
        }
    }

    /**
     * How far a step is.
     *
     * @param name what is done, such as {@code reading uw.person}
     * @param rows that have come so far
     * @param fraction of the work that is done, 0 to 1; negative if unknown
     */
    public record Progress(String name, long rows, double fraction) {}

    /** How far the file is that is being written; none if none is. From any thread. */
    public List<Progress> progress() {
        synchronized (lock) {
            return reading.isEmpty()
                    ? List.of()
                    : scans().stream()
                            .map(
                                    scan ->
                                            new Progress(
                                                    "reading " + reading,
                                                    scan.rows(),
                                                    scan.fraction()))
                            .toList();
        }
    }

    private List<ScanStatistics> scans() {
        try {
            return connection.unwrap(HowdahConnection.class).runningScans();
        } catch (SQLException closed) {
            return List.of();
        }
    }

    /** Lets the snapshot go once all is staged, so that PostgreSQL need not keep it longer. */
    public void endTransaction() throws SQLException {
        if (inTransaction) {
            inTransaction = false;
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            endTransaction();
        } finally {
            files.close();
        }
    }
}
