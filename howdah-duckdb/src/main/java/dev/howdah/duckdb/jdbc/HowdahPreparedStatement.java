package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.statement.ParsedStatement;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A prepared statement whose parameters also reach the EXPLAIN before it runs. */
final class HowdahPreparedStatement extends ForwardingPreparedStatement implements ExplainSource {
    /** What DuckDB prepares in place of a statement of ours; it never runs. */
    private static final String NOTHING = "RESET VARIABLE howdah";

    private final ParsedStatement parsed;
    private final InnerStatement<PreparedStatement> inner;
    private boolean usedUp;

    /** Prepares a text. */
    interface Preparer {
        PreparedStatement prepare(String sql) throws SQLException;
    }

    private HowdahPreparedStatement(
            HowdahConnection connection,
            ParsedStatement parsed,
            InnerStatement<PreparedStatement> inner) {
        super(connection, inner);
        this.parsed = parsed;
        this.inner = inner;
    }

    /** As DuckDB does, runs all statements of a text but the last, which it prepares. */
    static PreparedStatement prepare(HowdahConnection connection, String sql, Preparer preparer)
            throws SQLException {
        try {
            return prepareLast(connection, sql, preparer);
        } catch (SQLException failure) {
            throw SqlErrors.withoutPassword(failure, sql);
        }
    }

    private static PreparedStatement prepareLast(
            HowdahConnection connection, String sql, Preparer preparer) throws SQLException {
        StatementRunner runner = connection.runner();
        List<ParsedStatement> statements = runner.parse(sql);
        if (statements.isEmpty()) {
            return preparer.prepare(sql);
        }
        if (statements.size() > 1) {
            try (Statement first = connection.createStatement()) {
                for (ParsedStatement statement : statements.subList(0, statements.size() - 1)) {
                    first.execute(statement.text());
                }
            }
        }
        ParsedStatement last = statements.getLast();
        String text = runner.isOurs(last) ? NOTHING : runner.textFor(last);
        return new HowdahPreparedStatement(
                connection,
                last,
                new InnerStatement<>(() -> runner.prepare(last, () -> preparer.prepare(text))));
    }

    @Override
    PreparedStatement delegate() throws SQLException {
        return inner.get();
    }

    @Override
    public boolean execute() throws SQLException {
        return run(PreparedStatement::execute, false);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        ResultSet rows = run(PreparedStatement::executeQuery, null);
        if (rows == null) {
            throw new SQLException(
                    "executeQuery() can only be used with queries that return a ResultSet");
        }
        return rows;
    }

    @Override
    public int executeUpdate() throws SQLException {
        return run(PreparedStatement::executeUpdate, 0);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return run(PreparedStatement::executeLargeUpdate, 0L);
    }

    /** One of the ways to execute. */
    private interface PreparedExecution<T extends @Nullable Object> {
        T execute(PreparedStatement statement) throws SQLException;
    }

    private <T extends @Nullable Object> T run(PreparedExecution<T> execution, T whenOurs)
            throws SQLException {
        StatementRunner runner = connection.runner();
        if (runner.carryOut(parsed, this) instanceof StatementRunner.Outcome.Done) {
            setCarriedOut(true);
            return whenOurs;
        }
        setCarriedOut(false);
        return runner.read(parsed, this, this, () -> execution.execute(delegate()));
    }

    @Override
    public void addBatch() throws SQLException {
        delegate().addBatch();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return runner().read(parsed, Batch.ROWS, this, () -> delegate().executeBatch());
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return runner().read(parsed, Batch.ROWS, this, () -> delegate().executeLargeBatch());
    }

    @Override
    public void clearBatch() throws SQLException {
        delegate().clearBatch();
    }

    @Override
    public void clearParameters() throws SQLException {
        delegate().clearParameters();
        inner.forget(Integer.class);
        usedUp = false;
    }

    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        return runner().isOurs(parsed) ? null : delegate().getMetaData();
    }

    @Override
    void bind(int index, Binder binder) throws SQLException {
        inner.set(index, binder::bind);
    }

    @Override
    void bindOnce(int index, Binder binder) throws SQLException {
        binder.bind(delegate());
        usedUp = true;
    }

    @Override
    public boolean canBind() {
        return !usedUp;
    }

    @Override
    public void bind(PreparedStatement explain) throws SQLException {
        inner.copySettings(Integer.class, explain);
    }

    private StatementRunner runner() {
        return connection.runner();
    }

    /** A batch runs a statement with many rows of parameters: no plan holds for all. */
    private enum Batch implements ExplainSource {
        ROWS;

        @Override
        public boolean canBind() {
            return false;
        }

        @Override
        public void bind(PreparedStatement explain) {}
    }
}
