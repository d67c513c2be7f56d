package dev.howdah.duckdb.jdbc;

import java.sql.SQLException;
import java.sql.Statement;

/** A statement over DuckDB's own, on which what is set holds for all that DuckDB opens later. */
abstract class ConfiguredStatement extends ForwardingStatement {
    /** Keys of what was set on the statement itself. */
    enum Property {
        MAX_FIELD_SIZE,
        MAX_ROWS,
        ESCAPE_PROCESSING,
        CURSOR_NAME,
        FETCH_DIRECTION,
        FETCH_SIZE,
        POOLABLE,
        CLOSE_ON_COMPLETION
    }

    private final InnerStatement<? extends Statement> inner;
    private int queryTimeout;

    ConfiguredStatement(InnerStatement<? extends Statement> inner) {
        this.inner = inner;
    }

    @Override
    Statement delegate() throws SQLException {
        return inner.get();
    }

    /** Interrupts DuckDB alone. */
    void interruptDuckDb() throws SQLException {
        Statement running = inner.last();
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        if (seconds < 0) {
            throw new SQLException("a timeout of " + seconds + " seconds", "22023");
        }
        queryTimeout = seconds;
    }

    @Override
    public int getQueryTimeout() {
        return queryTimeout;
    }

    @Override
    public void setMaxFieldSize(int bytes) throws SQLException {
        inner.set(Property.MAX_FIELD_SIZE, target -> target.setMaxFieldSize(bytes));
    }

    @Override
    public void setMaxRows(int rows) throws SQLException {
        inner.set(Property.MAX_ROWS, target -> target.setMaxRows(rows));
    }

    @Override
    public void setLargeMaxRows(long rows) throws SQLException {
        inner.set(Property.MAX_ROWS, target -> target.setLargeMaxRows(rows));
    }

    @Override
    public void setEscapeProcessing(boolean on) throws SQLException {
        inner.set(Property.ESCAPE_PROCESSING, target -> target.setEscapeProcessing(on));
    }

    @Override
    public void setCursorName(String name) throws SQLException {
        inner.set(Property.CURSOR_NAME, target -> target.setCursorName(name));
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        inner.set(Property.FETCH_DIRECTION, target -> target.setFetchDirection(direction));
    }

    @Override
    public void setFetchSize(int rows) throws SQLException {
        inner.set(Property.FETCH_SIZE, target -> target.setFetchSize(rows));
    }

    @Override
    public void setPoolable(boolean poolable) throws SQLException {
        inner.set(Property.POOLABLE, target -> target.setPoolable(poolable));
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        inner.set(Property.CLOSE_ON_COMPLETION, Statement::closeOnCompletion);
    }

    @Override
    public boolean isClosed() throws SQLException {
        return inner.isClosed();
    }

    @Override
    public void close() throws SQLException {
        inner.close();
    }
}
