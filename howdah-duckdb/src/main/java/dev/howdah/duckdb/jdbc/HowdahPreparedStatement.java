package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.jdbc.StatementRunner.Outcome;
import dev.howdah.duckdb.nativeapi.DriverQuery;
import dev.howdah.duckdb.statement.ParsedStatement;
import dev.howdah.duckdb.statement.Placeholders;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A prepared statement whose parameters also reach the EXPLAIN before it runs. */
final class HowdahPreparedStatement extends ForwardingPreparedStatement {
    private final ParsedStatement parsed;
    private final InnerStatement<PreparedStatement> inner;
    private final ParameterRow current = new ParameterRow();
    private final List<ParameterRow> batch = new ArrayList<>();

    /** Whether DuckDB has prepared a stand-in that only takes the parameters. */
    private final boolean ours;

    /** What is wanted of the keys that an INSERT generates. */
    private final Optional<String> keys;

    /** Prepares a text. */
    interface Preparer {
        PreparedStatement prepare(String sql) throws SQLException;
    }

    private HowdahPreparedStatement(
            HowdahConnection connection,
            ParsedStatement parsed,
            boolean ours,
            Optional<String> keys,
            InnerStatement<PreparedStatement> inner) {
        super(connection, inner);
        this.parsed = parsed;
        this.ours = ours;
        this.keys = keys;
        this.inner = inner;
    }

    /** As DuckDB does, runs all statements of a text but the last, which it prepares. */
    static PreparedStatement prepare(
            HowdahConnection connection, String sql, Optional<String> keys, Preparer preparer)
            throws SQLException {
        try {
            return prepareLast(connection, sql, keys, preparer);
        } catch (SQLException failure) {
            throw SqlErrors.withoutPassword(failure, sql);
        }
    }

    private static PreparedStatement prepareLast(
            HowdahConnection connection, String sql, Optional<String> keys, Preparer preparer)
            throws SQLException {
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
        boolean ours = runner.isOurs(last);
        String text = ours ? standIn(last) : runner.textFor(last);
        return new HowdahPreparedStatement(
                connection,
                last,
                ours,
                keys,
                new InnerStatement<>(() -> runner.prepare(last, () -> preparer.prepare(text))));
    }

    /** A statement with the same number of parameters, which is prepared and never run. */
    private static String standIn(ParsedStatement statement) {
        // To PostgreSQL a question mark is an operator.
        boolean passed = statement instanceof ParsedStatement.Passed;
        int count = passed ? 0 : Placeholders.count(statement.text());
        return count == 0
                ? "RESET VARIABLE howdah"
                : IntStream.rangeClosed(1, count)
                        .mapToObj(i -> "$" + i)
                        .collect(Collectors.joining(", ", "SELECT ", ""));
    }

    @Override
    PreparedStatement delegate() throws SQLException {
        return inner.get();
    }

    @Override
    public boolean execute() throws SQLException {
        return run(PreparedStatement::execute, Asked.EXECUTE);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return requireRows(run(PreparedStatement::executeQuery, Asked.QUERY));
    }

    @Override
    public int executeUpdate() throws SQLException {
        return run(PreparedStatement::executeUpdate, Asked.UPDATE);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return run(PreparedStatement::executeLargeUpdate, Asked.LARGE_UPDATE);
    }

    /** One of the ways to execute. */
    private interface PreparedExecution<T extends @Nullable Object> {
        T execute(PreparedStatement statement) throws SQLException;
    }

    private <T extends @Nullable Object> T run(PreparedExecution<T> execution, Asked<T> asked)
            throws SQLException {
        Outcome done = runner().carryOut(parsed, new Request(current, this, asked, keys));
        if (done instanceof Outcome.Execute) {
            requireDuckDbs();
            forgetOutcome();
            return runner().read(parsed, current, this, () -> byDuckDb(execution, asked));
        }
        return keep(done, asked);
    }

    private <T extends @Nullable Object> T byDuckDb(PreparedExecution<T> execution, Asked<T> asked)
            throws SQLException {
        PreparedStatement target = delegate();
        return asked.takesRows() && keys.isEmpty() && runner().streams()
                ? keep(
                        runner().stream(target, parsed.text(), () -> DriverQuery.execute(target)),
                        asked)
                : execution.execute(target);
    }

    /** The stand-in must never run in place of the statement. */
    private void requireDuckDbs() throws SQLException {
        if (ours) {
            throw new SQLException(
                    "What the statement was prepared for is no longer there; prepare it again",
                    "26000");
        }
    }

    @Override
    public void addBatch() throws SQLException {
        if (ours) {
            batch.add(current.copy());
        } else {
            delegate().addBatch();
        }
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return ours
                ? narrow(executeOwnBatch())
                : runner().read(parsed, Batch.ROWS, this, () -> delegate().executeBatch());
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return ours
                ? executeOwnBatch()
                : runner().read(parsed, Batch.ROWS, this, () -> delegate().executeLargeBatch());
    }

    private long[] executeOwnBatch() throws SQLException {
        List<ParameterRow> rows = List.copyOf(batch);
        batch.clear();
        return runner().carryOutBatch(parsed, rows, this);
    }

    @Override
    public void clearBatch() throws SQLException {
        batch.clear();
        if (!ours) {
            delegate().clearBatch();
        }
    }

    @Override
    public void clearParameters() throws SQLException {
        delegate().clearParameters();
        inner.forget(Integer.class);
        current.clear();
    }

    @Override
    public @Nullable ResultSetMetaData getMetaData() throws SQLException {
        return ours ? null : delegate().getMetaData();
    }

    @Override
    void bind(int index, Binder binder) throws SQLException {
        inner.set(index, target -> binder.bind(target, index));
        current.set(index, binder);
    }

    @Override
    void bind(int index, @Nullable Object value, Binder binder) throws SQLException {
        inner.set(index, target -> binder.bind(target, index));
        current.set(index, value, binder);
    }

    @Override
    void bindOnce(int index, Binder binder) throws SQLException {
        if (!ours) {
            binder.bind(delegate(), index);
        }
        current.setOnce(index, binder);
    }

    private StatementRunner runner() {
        return connection.runner();
    }

    /** A batch runs a statement with many rows of parameters: no plan holds for all. */
    private enum Batch implements Parameters {
        ROWS;

        @Override
        public boolean canBind() {
            return false;
        }

        @Override
        public void bind(PreparedStatement target) {}

        @Override
        public void bind(PreparedStatement target, List<Integer> ordinals) {}
    }
}
