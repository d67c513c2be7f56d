package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.scan.Registration;
import dev.howdah.duckdb.session.ScanRecord;
import dev.howdah.duckdb.session.Session;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.ScanStatistics;

import org.duckdb.DuckDBConnection;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Executor;

/** A DuckDB connection on which PostgreSQL can be attached. */
public final class HowdahConnection extends ForwardingConnection {
    private final DuckDBConnection duckdb;
    private final String url;
    private final Session session;
    private final StatementRunner runner;

    private HowdahConnection(DuckDBConnection duckdb, String url, Session session) {
        this.duckdb = duckdb;
        this.url = url;
        this.session = session;
        this.runner = new StatementRunner(session);
    }

    /** Puts Howdah on a connection, which it then owns. */
    static HowdahConnection over(DuckDBConnection duckdb, String url) throws SQLException {
        try {
            return new HowdahConnection(duckdb, url, Registration.join(duckdb));
        } catch (RuntimeException | SQLException failure) {
            duckdb.close();
            throw SqlErrors.of(failure);
        }
    }

    @Override
    DuckDBConnection delegate() {
        return duckdb;
    }

    /**
     * How far the reads of the running statement are, one entry per query sent; empty if none runs.
     * Can be asked from any thread; reach it with {@code unwrap(HowdahConnection.class)}.
     */
    public List<ScanStatistics> runningScans() {
        return session.current().stream()
                .flatMap(statement -> statement.scans().stream())
                .map(ScanRecord::statistics)
                .toList();
    }

    StatementRunner runner() {
        return runner;
    }

    @Override
    public Statement createStatement() throws SQLException {
        return new HowdahStatement(this, duckdb::createStatement);
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return new HowdahStatement(this, () -> duckdb.createStatement(type, concurrency));
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability)
            throws SQLException {
        return new HowdahStatement(
                this, () -> duckdb.createStatement(type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepare(sql, duckdb::prepareStatement);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency)
            throws SQLException {
        return prepare(sql, text -> duckdb.prepareStatement(text, type, concurrency));
    }

    @Override
    public PreparedStatement prepareStatement(
            String sql, int type, int concurrency, int holdability) throws SQLException {
        return prepare(sql, text -> duckdb.prepareStatement(text, type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int generatedKeys) throws SQLException {
        return prepare(sql, text -> duckdb.prepareStatement(text, generatedKeys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
        return prepare(sql, text -> duckdb.prepareStatement(text, columns));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
        return prepare(sql, text -> duckdb.prepareStatement(text, columns));
    }

    private PreparedStatement prepare(String sql, HowdahPreparedStatement.Preparer preparer)
            throws SQLException {
        return HowdahPreparedStatement.prepare(this, sql, preparer);
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return duckdb.prepareCall(sql);
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        return new HowdahDatabaseMetaData(duckdb.getMetaData(), this, url);
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        if (autoCommit && !duckdb.getAutoCommit()) {
            commitPostgres();
        }
        duckdb.setAutoCommit(autoCommit);
    }

    @Override
    public void commit() throws SQLException {
        commitPostgres();
        duckdb.commit();
    }

    private void commitPostgres() throws SQLException {
        try {
            session.commitTransaction();
        } catch (HowdahException refused) {
            throw SqlErrors.of(refused);
        }
    }

    @Override
    public void rollback() throws SQLException {
        try {
            duckdb.rollback();
        } finally {
            session.endTransaction();
        }
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        duckdb.rollback(savepoint);
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        duckdb.setSchema(schema);
        session.searchPathChanged();
    }

    @Override
    public void setCatalog(String catalog) throws SQLException {
        duckdb.setCatalog(catalog);
        session.searchPathChanged();
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        session.close();
        duckdb.abort(executor);
    }

    @Override
    public void close() throws SQLException {
        session.close();
        duckdb.close();
    }

    /** The same connection once more, as DuckDB's own duplicate. */
    public Connection duplicate() throws SQLException {
        return over(duckdb.duplicate(), url);
    }
}
