package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.connect.ConnectedServer;
import dev.howdah.duckdb.connect.ServerState;
import dev.howdah.duckdb.scan.Registration;
import dev.howdah.duckdb.session.ScanRecord;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.statement.ObjectName;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.ScanStatistics;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

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

    /** Its PostgreSQL databases. Reach it with {@code unwrap(HowdahConnection.class)}. */
    public AttachedPostgres attachedPostgres() {
        return new AttachedPostgres(session);
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
        return prepare(sql, Optional.empty(), duckdb::prepareStatement);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency)
            throws SQLException {
        return prepare(
                sql, Optional.empty(), text -> duckdb.prepareStatement(text, type, concurrency));
    }

    @Override
    public PreparedStatement prepareStatement(
            String sql, int type, int concurrency, int holdability) throws SQLException {
        return prepare(
                sql,
                Optional.empty(),
                text -> duckdb.prepareStatement(text, type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int generatedKeys) throws SQLException {
        return prepare(
                sql,
                Request.keys(generatedKeys),
                text -> duckdb.prepareStatement(text, generatedKeys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
        return prepare(sql, Request.keys(columns), text -> duckdb.prepareStatement(text, columns));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
        return prepare(sql, Request.keys(columns), text -> duckdb.prepareStatement(text, columns));
    }

    private PreparedStatement prepare(
            String sql, Optional<String> keys, HowdahPreparedStatement.Preparer preparer)
            throws SQLException {
        return HowdahPreparedStatement.prepare(this, sql, keys, preparer);
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return duckdb.prepareCall(sql);
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        return new HowdahDatabaseMetaData(duckdb.getMetaData(), this, url);
    }

    /**
     * The PostgreSQL that statements go to as they are, if CONNECT was the last word. Reach it with
     * {@code unwrap(HowdahConnection.class)}.
     */
    public Optional<ServerState> connectedTo() {
        return session.connected().map(ConnectedServer::state);
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        Optional<ConnectedServer> server = session.connected();
        return server.isPresent() ? server.get().autoCommit() : duckdb.getAutoCommit();
    }

    /** Whether there is a server, which has done its part. */
    private boolean onServer(Consumer<ConnectedServer> action) throws SQLException {
        try {
            session.connected().ifPresent(action);
            return session.connected().isPresent();
        } catch (HowdahException failure) {
            throw SqlErrors.of(failure);
        }
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        if (onServer(server -> server.setAutoCommit(autoCommit))) {
            return;
        }
        if (autoCommit && !duckdb.getAutoCommit()) {
            commit(() -> duckdb.setAutoCommit(true));
        } else {
            duckdb.setAutoCommit(autoCommit);
        }
    }

    @Override
    public void commit() throws SQLException {
        if (!onServer(ConnectedServer::commit)) {
            commit(duckdb::commit);
        }
    }

    private void commit(Session.LocalEnd local) throws SQLException {
        try {
            session.commitTransaction(local, duckdb::rollback);
        } catch (HowdahException refused) {
            throw SqlErrors.of(refused);
        }
    }

    /** Whoever asks for DuckDB's own connection may write with it: by an Appender, say. */
    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!type.isInstance(this)) {
            session.shareWithUser();
        }
        return super.unwrap(type);
    }

    /**
     * DuckDB's Appender for one of its own tables, on the search path or in a schema of this
     * database. Reach it with {@code unwrap(HowdahConnection.class)}.
     *
     * @throws SQLException with SQL state 0A000 if the table is an attached PostgreSQL's
     */
    public DuckDBAppender createAppender(String table) throws SQLException {
        requireLocal(ObjectName.of(table));
        return duckdb.createAppender(table);
    }

    /** As {@link #createAppender(String)}, with a schema. */
    public DuckDBAppender createAppender(String schema, String table) throws SQLException {
        requireLocal(ObjectName.of(schema, table));
        return duckdb.createAppender(schema, table);
    }

    /** As {@link #createAppender(String)}, with a database and a schema. */
    public DuckDBAppender createAppender(String catalog, String schema, String table)
            throws SQLException {
        requireLocal(ObjectName.of(catalog, schema, table));
        return duckdb.createAppender(catalog, schema, table);
    }

    private void requireLocal(ObjectName table) throws SQLException {
        try {
            runner.requireAppendable(table);
        } catch (HowdahException refused) {
            throw SqlErrors.of(refused);
        }
        session.noteLocalWrite();
    }

    /** Asks the server to stop the change that runs, if one does. */
    void cancelWrite() {
        session.cancelWrite();
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        throw noSavepoints();
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        throw noSavepoints();
    }

    private static SQLException noSavepoints() {
        return SqlErrors.of(OwnStatements.noSavepoints());
    }

    @Override
    public void rollback() throws SQLException {
        if (onServer(ConnectedServer::rollback)) {
            return;
        }
        session.rollbackTransaction(duckdb::rollback);
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
        runner.closeResult();
        duckdb.abort(executor);
    }

    @Override
    public void close() throws SQLException {
        runner.closeResult();
        session.close();
        duckdb.close();
    }

    /** The same connection once more, as DuckDB's own duplicate. */
    public Connection duplicate() throws SQLException {
        return over(duckdb.duplicate(), url);
    }
}
