package dev.howdah.duckdb.change;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.session.DatabaseWrite;
import dev.howdah.duckdb.session.PushedDown;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.source.CastCheck;
import dev.howdah.duckdb.source.QueryRows;
import dev.howdah.duckdb.source.SourceColumn;
import dev.howdah.duckdb.statement.NumberedSql;
import dev.howdah.postgres.type.LogicalType;

import java.sql.SQLException;
import java.util.List;

/**
 * One execution of a statement that changes an attached PostgreSQL: the values of its parameters,
 * and the ways in which it has DuckDB compute something. Used by the statement's thread.
 */
public interface ChangeContext {
    Session session();

    /** The database that is changed. */
    AttachedDatabase database();

    /** The change on the server, in the statement's transaction. */
    DatabaseWrite write();

    /** The columns that a query would give. */
    List<SourceColumn> describe(NumberedSql query) throws SQLException;

    /**
     * What the server would do of a query, by DuckDB's own plan, with this execution's parameters.
     */
    PushedDown plan(NumberedSql query);

    /**
     * Whether the query's rows can be computed while the connection that writes is in use: always,
     * unless it reads the same database and that can't be read on a second connection.
     */
    boolean canStream(NumberedSql query);

    /** What is done with the rows of a query. */
    interface RowsWork<T> {
        T apply(QueryRows rows) throws SQLException;
    }

    /**
     * Runs a query with everything pushed down that can be, and hands out its rows. If {@link
     * #canStream} says no, all rows are computed (by DuckDB, which may write them to disk) before
     * the first is handed out.
     *
     * @param types of the query's columns
     */
    <T> T query(NumberedSql query, List<LogicalType> types, RowsWork<T> work) throws SQLException;

    /** As the other, of a query with one more column for each check behind the others. */
    <T> T query(
            NumberedSql query, List<LogicalType> types, List<CastCheck> checks, RowsWork<T> work)
            throws SQLException;

    /** Runs a statement of DuckDB's own that gives no rows, such as CREATE TEMP TABLE … AS. */
    void execute(NumberedSql statement) throws SQLException;
}
