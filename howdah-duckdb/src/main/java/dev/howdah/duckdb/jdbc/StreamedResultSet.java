package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.nativeapi.DriverQuery;

import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBResultSet;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;

/** Rows that DuckDB computes while they are read: what fails then is told as in execute. */
final class StreamedResultSet extends DuckDBResultSet {
    private final UnaryOperator<SQLException> failures;

    private StreamedResultSet(
            Statement statement,
            DriverQuery.Executed executed,
            UnaryOperator<SQLException> failures)
            throws SQLException {
        super(
                statement.getConnection().unwrap(DuckDBConnection.class),
                statement.unwrap(DuckDBPreparedStatement.class),
                executed.columns(),
                executed.reference());
        this.failures = failures;
    }

    /**
     * The rows of what has been executed.
     *
     * @param statement DuckDB's own
     * @param failures makes of DuckDB's failure what users are told
     */
    static StreamedResultSet of(
            Statement statement,
            DriverQuery.Executed executed,
            UnaryOperator<SQLException> failures)
            throws SQLException {
        return new StreamedResultSet(statement, executed, failures);
    }

    @Override
    public boolean next() throws SQLException {
        boolean open = !isClosed();
        try {
            return super.next();
        } catch (SQLException failure) {
            throw open ? failures.apply(failure) : failure;
        }
    }
}
