package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.statement.ParsedStatement;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A statement that carries out what concerns PostgreSQL and hands the rest to DuckDB. */
class HowdahStatement extends ForwardingStatement {
    /** One of the ways to execute a text. */
    interface Execution<T> {
        T execute(Statement statement, String sql) throws SQLException;
    }

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

    final HowdahConnection connection;
    private final InnerStatement<? extends Statement> inner;
    private final List<String> batch = new ArrayList<>();
    private int queryTimeout;

    /** The last statement was ours: it has neither rows nor a count. */
    private boolean carriedOut;

    HowdahStatement(HowdahConnection connection, InnerStatement.Opener<Statement> opener)
            throws SQLException {
        this(connection, new InnerStatement<>(opener));
    }

    HowdahStatement(HowdahConnection connection, InnerStatement<? extends Statement> inner) {
        this.connection = connection;
        this.inner = inner;
    }

    @Override
    Statement delegate() throws SQLException {
        return inner.get();
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return run(sql, Statement::execute, false);
    }

    @Override
    public boolean execute(String sql, int generatedKeys) throws SQLException {
        return run(sql, (target, text) -> target.execute(text, generatedKeys), false);
    }

    @Override
    public boolean execute(String sql, int[] columns) throws SQLException {
        return run(sql, (target, text) -> target.execute(text, columns), false);
    }

    @Override
    public boolean execute(String sql, String[] columns) throws SQLException {
        return run(sql, (target, text) -> target.execute(text, columns), false);
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        ResultSet rows = run(sql, Statement::executeQuery, null);
        if (rows == null) {
            throw new SQLException(
                    "executeQuery() can only be used with queries that return a ResultSet");
        }
        return rows;
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return run(sql, Statement::executeUpdate, 0);
    }

    @Override
    public int executeUpdate(String sql, int generatedKeys) throws SQLException {
        return run(sql, (target, text) -> target.executeUpdate(text, generatedKeys), 0);
    }

    @Override
    public int executeUpdate(String sql, int[] columns) throws SQLException {
        return run(sql, (target, text) -> target.executeUpdate(text, columns), 0);
    }

    @Override
    public int executeUpdate(String sql, String[] columns) throws SQLException {
        return run(sql, (target, text) -> target.executeUpdate(text, columns), 0);
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return run(sql, Statement::executeLargeUpdate, 0L);
    }

    @Override
    public long executeLargeUpdate(String sql, int generatedKeys) throws SQLException {
        return run(sql, (target, text) -> target.executeLargeUpdate(text, generatedKeys), 0L);
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columns) throws SQLException {
        return run(sql, (target, text) -> target.executeLargeUpdate(text, columns), 0L);
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columns) throws SQLException {
        return run(sql, (target, text) -> target.executeLargeUpdate(text, columns), 0L);
    }

    /** Runs each statement of a text; the last one's result is the result. */
    private <T extends @Nullable Object> T run(String sql, Execution<T> execution, T whenOurs)
            throws SQLException {
        try {
            return runAll(sql, execution, whenOurs);
        } catch (SQLException failure) {
            throw SqlErrors.withoutPassword(failure, sql);
        }
    }

    private <T extends @Nullable Object> T runAll(String sql, Execution<T> execution, T whenOurs)
            throws SQLException {
        StatementRunner runner = connection.runner();
        carriedOut = false;
        List<ParsedStatement> statements = runner.parse(sql);
        if (runner.isAllDuckDbs(statements)) {
            return runner.timed(this, () -> execution.execute(delegate(), sql));
        }
        for (ParsedStatement statement : statements.subList(0, statements.size() - 1)) {
            run(statement, Statement::execute, false);
        }
        return run(statements.getLast(), execution, whenOurs);
    }

    private <T extends @Nullable Object> T run(
            ParsedStatement statement, Execution<T> execution, T whenOurs) throws SQLException {
        StatementRunner runner = connection.runner();
        StatementRunner.Outcome outcome =
                runner.carryOut(statement, ExplainSource.NO_PARAMETERS, this);
        if (outcome instanceof StatementRunner.Outcome.Done) {
            carriedOut = true;
            return whenOurs;
        }
        carriedOut = false;
        String text = ((StatementRunner.Outcome.Execute) outcome).sql();
        return runner.read(
                statement,
                ExplainSource.NO_PARAMETERS,
                this,
                () -> execution.execute(delegate(), text));
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        delegate();
        batch.add(sql);
    }

    @Override
    public void clearBatch() throws SQLException {
        batch.clear();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        long[] counts = executeLargeBatch();
        int[] narrow = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            narrow[i] = Math.toIntExact(counts[i]);
        }
        return narrow;
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        List<String> statements = List.copyOf(batch);
        batch.clear();
        long[] counts = new long[statements.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = execute(statements.get(i)) ? -1 : getLargeUpdateCount();
        }
        return counts;
    }

    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
        return carriedOut ? null : delegate().getResultSet();
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return carriedOut ? -1 : delegate().getUpdateCount();
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        return carriedOut ? -1 : delegate().getLargeUpdateCount();
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        return !carriedOut && delegate().getMoreResults();
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        return !carriedOut && delegate().getMoreResults(current);
    }

    /** The last statement was ours, so that there is no result. */
    void setCarriedOut(boolean carriedOut) {
        this.carriedOut = carriedOut;
    }

    @Override
    public void cancel() throws SQLException {
        connection.runner().cancel(this);
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
