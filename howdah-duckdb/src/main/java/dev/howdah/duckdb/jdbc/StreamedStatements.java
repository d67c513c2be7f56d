package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.jdbc.StatementRunner.Outcome;
import dev.howdah.duckdb.jdbc.StatementRunner.Work;
import dev.howdah.duckdb.nativeapi.DriverQuery.Executed;
import dev.howdah.duckdb.nativeapi.DuckDbConnectionHandle;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.session.StatementContext;

import org.duckdb.DuckDBConnection;
import org.duckdb.StatementReturnType;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.Statement;

/**
 * DuckDB's statements on a connection that streams results, with all that DuckDB says of errors.
 */
final class StreamedStatements {
    private static final String SETTING = "jdbc_stream_results";

    private final Session session;
    private final StatementRunner runner;
    private volatile @Nullable StreamedResultSet open;

    StreamedStatements(Session session, StatementRunner runner) {
        this.session = session;
        this.runner = runner;
    }

    /** Asked for each statement: SET may change it. */
    boolean isOn() {
        return DuckDbConnectionHandle.of(session.duckdb()).isOn(SETTING);
    }

    /** Executes a statement whose text is {@code typed}. */
    Outcome run(Statement target, String typed, Work<Executed> work) throws SQLException {
        beginTransaction(target);
        Executed executed = work.run();
        StatementContext context = session.current().orElse(null);
        StreamedResultSet rows =
                StreamedResultSet.of(
                        target, executed, failure -> translate(failure, typed, context));
        StatementReturnType kind = executed.columns().getReturnType();
        if (kind == StatementReturnType.QUERY_RESULT) {
            open = rows;
            return new Outcome.Streamed(rows);
        }
        try (rows) {
            boolean counts = kind == StatementReturnType.CHANGED_ROWS && rows.next();
            return Outcome.Counted.of(counts ? rows.getLong(1) : 0);
        }
    }

    private SQLException translate(
            SQLException failure, String typed, @Nullable StatementContext context) {
        if (context != null) {
            context.abandon();
        }
        return SqlErrors.withoutPassword(runner.translate(failure, context), typed);
    }

    /** Without auto-commit the driver begins a transaction before the first statement. */
    private static void beginTransaction(Statement target) throws SQLException {
        DuckDBConnection connection = target.getConnection().unwrap(DuckDBConnection.class);
        if (!connection.getAutoCommit()) {
            try (Statement first = connection.createStatement()) {
                first.execute("RESET VARIABLE howdah");
            }
        }
    }

    /** Before the connection is closed. Idempotent. */
    void closeOpen() throws SQLException {
        StreamedResultSet last = open;
        open = null;
        if (last != null) {
            last.close();
        }
    }
}
