package dev.howdah.duckdb.jdbc;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What one of JDBC's ways to execute returns for a statement that Howdah has carried out.
 *
 * @param takesRows whether a result may be asked for in this way
 * @param none if the statement has neither rows nor a count
 */
record Asked<T extends @Nullable Object>(
        T none, Counted<T> counted, boolean takesRows, Rows<T> rows) {
    /** {@code execute}: whether there are rows. */
    static final Asked<Boolean> EXECUTE = new Asked<>(false, count -> false, true, result -> true);

    /** {@code executeQuery}: the rows. */
    static final Asked<@Nullable ResultSet> QUERY =
            new Asked<@Nullable ResultSet>(null, count -> null, true, Result::rows);

    /** {@code executeUpdate}: the count. */
    static final Asked<Integer> UPDATE = new Asked<>(0, Math::toIntExact, false, result -> 0);

    /** {@code executeLargeUpdate}: the count. */
    static final Asked<Long> LARGE_UPDATE = new Asked<>(0L, count -> count, false, result -> 0L);

    /** For a count of rows. */
    interface Counted<T extends @Nullable Object> {
        T of(long rows);
    }

    /** For a result. */
    interface Rows<T extends @Nullable Object> {
        T of(Result result) throws SQLException;
    }

    /** Hands out its rows once. */
    interface Result {
        ResultSet rows() throws SQLException;
    }

    /** Fails where rows are not taken, as DuckDB's driver does. */
    void requireRows() throws SQLException {
        if (!takesRows) {
            throw new SQLException(
                    "executeUpdate() can only be used with queries that return nothing"
                            + " (eg, a DDL statement), or update rows");
        }
    }
}
