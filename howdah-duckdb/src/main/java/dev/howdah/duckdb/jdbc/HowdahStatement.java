package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.jdbc.StatementRunner.Outcome;
import dev.howdah.duckdb.nativeapi.DriverQuery;
import dev.howdah.duckdb.nativeapi.DuckDbConnectionHandle;
import dev.howdah.duckdb.statement.ParsedStatement;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A statement that carries out what concerns PostgreSQL and hands the rest to DuckDB. */
class HowdahStatement extends ConfiguredStatement {
    /** One of the ways to execute a text. */
    interface Execution<T> {
        T execute(Statement statement, String sql) throws SQLException;
    }

    final HowdahConnection connection;
    private final List<String> batch = new ArrayList<>();

    /** What became of the last statement if it was ours. */
    private volatile Outcome outcome = Outcome.NONE;

    HowdahStatement(HowdahConnection connection, InnerStatement.Opener<Statement> opener)
            throws SQLException {
        this(connection, new InnerStatement<>(opener));
    }

    HowdahStatement(HowdahConnection connection, InnerStatement<? extends Statement> inner) {
        super(inner);
        this.connection = connection;
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        return run(sql, Statement::execute, Asked.EXECUTE, Optional.empty());
    }

    @Override
    public boolean execute(String sql, int generatedKeys) throws SQLException {
        return run(
                sql,
                (target, text) -> target.execute(text, generatedKeys),
                Asked.EXECUTE,
                Request.keys(generatedKeys));
    }

    @Override
    public boolean execute(String sql, int[] columns) throws SQLException {
        return run(
                sql,
                (target, text) -> target.execute(text, columns),
                Asked.EXECUTE,
                Request.keys(columns));
    }

    @Override
    public boolean execute(String sql, String[] columns) throws SQLException {
        return run(
                sql,
                (target, text) -> target.execute(text, columns),
                Asked.EXECUTE,
                Request.keys(columns));
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        return requireRows(run(sql, Statement::executeQuery, Asked.QUERY, Optional.empty()));
    }

    @Override
    public int executeUpdate(String sql) throws SQLException {
        return run(sql, Statement::executeUpdate, Asked.UPDATE, Optional.empty());
    }

    @Override
    public int executeUpdate(String sql, int generatedKeys) throws SQLException {
        return run(
                sql,
                (target, text) -> target.executeUpdate(text, generatedKeys),
                Asked.UPDATE,
                Request.keys(generatedKeys));
    }

    @Override
    public int executeUpdate(String sql, int[] columns) throws SQLException {
        return run(
                sql,
                (target, text) -> target.executeUpdate(text, columns),
                Asked.UPDATE,
                Request.keys(columns));
    }

    @Override
    public int executeUpdate(String sql, String[] columns) throws SQLException {
        return run(
                sql,
                (target, text) -> target.executeUpdate(text, columns),
                Asked.UPDATE,
                Request.keys(columns));
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        return run(sql, Statement::executeLargeUpdate, Asked.LARGE_UPDATE, Optional.empty());
    }

    @Override
    public long executeLargeUpdate(String sql, int generatedKeys) throws SQLException {
        return run(
                sql,
                (target, text) -> target.executeLargeUpdate(text, generatedKeys),
                Asked.LARGE_UPDATE,
                Request.keys(generatedKeys));
    }

    @Override
    public long executeLargeUpdate(String sql, int[] columns) throws SQLException {
        return run(
                sql,
                (target, text) -> target.executeLargeUpdate(text, columns),
                Asked.LARGE_UPDATE,
                Request.keys(columns));
    }

    @Override
    public long executeLargeUpdate(String sql, String[] columns) throws SQLException {
        return run(
                sql,
                (target, text) -> target.executeLargeUpdate(text, columns),
                Asked.LARGE_UPDATE,
                Request.keys(columns));
    }

    static ResultSet requireRows(@Nullable ResultSet rows) throws SQLException {
        if (rows == null) {
            throw new SQLException(
                    "executeQuery() can only be used with queries that return a ResultSet");
        }
        return rows;
    }

    /** Runs each statement of a text; the last one's result is the result. */
    private <T extends @Nullable Object> T run(
            String sql, Execution<T> execution, Asked<T> asked, Optional<String> keys)
            throws SQLException {
        try {
            return runAll(sql, execution, asked, keys);
        } catch (SQLException failure) {
            throw SqlErrors.withoutPassword(failure, sql);
        }
    }

    private <T extends @Nullable Object> T runAll(
            String sql, Execution<T> execution, Asked<T> asked, Optional<String> keys)
            throws SQLException {
        StatementRunner runner = connection.runner();
        forgetOutcome();
        List<ParsedStatement> statements = runner.parse(sql);
        if (runner.isAllDuckDbs(statements)) {
            return runner.timed(this, () -> byDuckDb(sql, sql, execution, asked, keys));
        }
        for (ParsedStatement statement : statements.subList(0, statements.size() - 1)) {
            run(statement, Statement::execute, Asked.EXECUTE, Optional.empty());
        }
        return run(statements.getLast(), execution, asked, keys);
    }

    private <T extends @Nullable Object> T run(
            ParsedStatement statement,
            Execution<T> execution,
            Asked<T> asked,
            Optional<String> keys)
            throws SQLException {
        Outcome done =
                connection
                        .runner()
                        .carryOut(statement, new Request(Parameters.NONE, this, asked, keys));
        if (done instanceof Outcome.Execute other) {
            forgetOutcome();
            return connection
                    .runner()
                    .read(
                            statement,
                            Parameters.NONE,
                            this,
                            () -> byDuckDb(other.sql(), statement.text(), execution, asked, keys));
        }
        return keep(done, asked);
    }

    private <T extends @Nullable Object> T byDuckDb(
            String sql, String typed, Execution<T> execution, Asked<T> asked, Optional<String> keys)
            throws SQLException {
        Statement target = delegate();
        return asked.takesRows() && keys.isEmpty() && connection.runner().streams()
                ? keep(
                        connection.runner().stream(
                                target, typed, () -> DriverQuery.execute(target, sql)),
                        asked)
                : execution.execute(target, sql);
    }

    /** Keeps what has become of a statement of ours, for those who ask for it later. */
    <T extends @Nullable Object> T keep(Outcome done, Asked<T> asked) throws SQLException {
        forgetOutcome();
        outcome = done;
        return switch (done) {
            case Outcome.Counted counted -> asked.counted().of(counted.rows());
            case Outcome.Rows rows -> asked.rows().of(rows.result()::getResultSet);
            case Outcome.Streamed streamed -> asked.rows().of(streamed::rows);
            case Outcome.Done nothing -> asked.none();
            case Outcome.Execute duckDbs -> asked.none();
        };
    }

    /** The next statement begins: what the last one left is closed. */
    void forgetOutcome() throws SQLException {
        Outcome last = outcome;
        outcome = Outcome.NONE;
        if (last instanceof Outcome.Rows rows) {
            rows.result().close();
        } else if (last instanceof Outcome.Streamed streamed) {
            streamed.rows().close();
        } else if (last instanceof Outcome.Counted counted && counted.keys().isPresent()) {
            counted.keys().get().close();
        }
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
        return narrow(executeLargeBatch());
    }

    static int[] narrow(long[] counts) {
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
        return switch (outcome) {
            case Outcome.Execute duckDbs -> delegate().getResultSet();
            case Outcome.Rows rows -> rows.result().getResultSet();
            case Outcome.Streamed streamed -> streamed.rows();
            case Outcome.Counted counted -> null;
            case Outcome.Done done -> null;
        };
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        return outcome instanceof Outcome.Counted counted && counted.keys().isPresent()
                ? counted.keys().get().getResultSet()
                : delegate().getGeneratedKeys();
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return Math.toIntExact(getLargeUpdateCount());
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        return switch (outcome) {
            case Outcome.Execute duckDbs -> delegate().getLargeUpdateCount();
            case Outcome.Counted counted -> counted.rows();
            case Outcome.Rows rows -> -1;
            case Outcome.Streamed streamed -> -1;
            case Outcome.Done done -> -1;
        };
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        return endOutcome() && delegate().getMoreResults();
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        return endOutcome() && delegate().getMoreResults(current);
    }

    /** No statement of ours has more than one result; whether the last one was DuckDB's. */
    private boolean endOutcome() throws SQLException {
        if (outcome instanceof Outcome.Execute) {
            return true;
        }
        forgetOutcome();
        outcome = new Outcome.Done();
        return false;
    }

    /** The driver itself does nothing for a result that is being read. */
    @Override
    void interruptDuckDb() throws SQLException {
        super.interruptDuckDb();
        if (outcome instanceof Outcome.Streamed) {
            DuckDbConnectionHandle.of(connection.delegate()).interrupt();
        }
    }

    @Override
    public void cancel() throws SQLException {
        connection.runner().cancel(this);
    }

    @Override
    public void close() throws SQLException {
        forgetOutcome();
        super.close();
    }
}
