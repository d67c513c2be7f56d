package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.session.PushedDown;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.session.StatementContext;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.ParsedStatement;
import dev.howdah.duckdb.statement.ParsedStatement.Change;
import dev.howdah.duckdb.statement.ParsedStatement.Explain;
import dev.howdah.duckdb.statement.Recogniser;
import dev.howdah.duckdb.statement.StatementSplitter;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs the statements of one connection: its own ones itself, the others by DuckDB. */
final class StatementRunner {
    /** PostgreSQL: a column or a table is not there, or a result no longer fits. */
    private static final Set<String> CHANGED_SINCE = Set.of("42703", "42P01", "0A000");

    private final Session session;
    private final OwnStatements own;
    private final WriteGuard guard;
    private final PushdownPlanner planner;
    private volatile @Nullable HowdahStatement running;

    /** Something done with DuckDB. */
    interface Work<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    /** What became of a statement that may be ours. */
    sealed interface Outcome {
        /** It was ours and is done. */
        record Done() implements Outcome {}

        /** DuckDB must execute this. */
        record Execute(String sql) implements Outcome {}
    }

    StatementRunner(Session session) {
        this.session = session;
        this.guard = new WriteGuard(session);
        this.planner = new PushdownPlanner(session);
        this.own = new OwnStatements(session, this);
    }

    /** The statements of a text. */
    List<ParsedStatement> parse(String sql) {
        return StatementSplitter.split(sql).stream().map(Recogniser::recognise).toList();
    }

    /** Whether Howdah need not look at any of them. */
    boolean isAllDuckDbs(List<ParsedStatement> statements) {
        return statements.isEmpty()
                || (session.databases().isEmpty() && statements.stream().noneMatch(this::isOurs));
    }

    /** Whether DuckDB is not to execute it. */
    boolean isOurs(ParsedStatement statement) {
        return own.isOwn(statement);
    }

    /** Carries a statement out if it is ours, and refuses a write to PostgreSQL. */
    Outcome carryOut(ParsedStatement statement, HowdahStatement owner) throws SQLException {
        try {
            session.prepareNames();
            if (own.isOwn(statement)) {
                own.carryOut(statement, owner);
                return new Outcome.Done();
            }
            ParsedStatement changing =
                    statement instanceof Explain explain ? explain.inner() : statement;
            if (changing instanceof Change change) {
                Optional<AttachedDatabase> target = guard.target(change);
                if (target.isPresent()) {
                    throw WriteGuard.refusal(change, target.get());
                }
            }
            return new Outcome.Execute(textFor(statement));
        } catch (HowdahException | SQLException failure) {
            throw SqlErrors.of(failure);
        }
    }

    /** What DuckDB executes: SHOW TABLES must not list what Howdah has put on the path. */
    String textFor(ParsedStatement statement) throws SQLException {
        return statement instanceof ParsedStatement.ShowTables && !session.databases().isEmpty()
                ? session.searchPath().showTables()
                : statement.text();
    }

    /** As {@link #carryOut}, and adds to EXPLAIN what PostgreSQL is sent. */
    Outcome carryOut(ParsedStatement statement, ExplainSource parameters, HowdahStatement owner)
            throws SQLException {
        Outcome outcome = carryOut(statement, owner);
        if (statement instanceof Explain explain && !session.databases().isEmpty()) {
            UserExplain rewritten = new UserExplain(session, planner, this);
            return new Outcome.Execute(rewritten.resultOf(explain, parameters, owner));
        }
        return outcome;
    }

    /** Prepares a statement, with a fresh catalogue if a name is unknown. */
    <T> T prepare(ParsedStatement statement, Work<T> work) throws SQLException {
        session.prepareNames();
        return withFreshCatalogue(
                statement,
                () -> {
                    try {
                        return work.run();
                    } catch (SQLException failure) {
                        throw translate(failure, null);
                    }
                });
    }

    /** Executes a statement that may read PostgreSQL. */
    <T extends @Nullable Object> T read(
            ParsedStatement statement,
            ExplainSource parameters,
            HowdahStatement owner,
            Work<T> work)
            throws SQLException {
        return withFreshCatalogue(
                statement,
                () -> {
                    PushedDown pushedDown = planner.plan(statement, parameters);
                    boolean unordered =
                            statement instanceof Change
                                    && pushedDown.readsOnlyTables()
                                    && session.isAlone();
                    return execute(owner, pushedDown, unordered, work);
                });
    }

    /** Executes a text in which nothing is pushed down. */
    <T extends @Nullable Object> T timed(HowdahStatement owner, Work<T> work) throws SQLException {
        session.prepareNames();
        return execute(owner, PushedDown.NOTHING, work);
    }

    <T extends @Nullable Object> T execute(
            HowdahStatement owner, PushedDown pushedDown, Work<T> work) throws SQLException {
        return execute(owner, pushedDown, false, work);
    }

    private <T extends @Nullable Object> T execute(
            HowdahStatement owner, PushedDown pushedDown, boolean unordered, Work<T> work)
            throws SQLException {
        StatementContext context = session.begin(pushedDown);
        running = owner;
        int seconds = owner.getQueryTimeout();
        String late = "The statement took longer than its timeout of " + seconds + " s";
        Timeout timeout = Timeout.start(seconds, () -> stop(owner, context, late));
        try {
            if (unordered) {
                context.planUnordered();
            }
            T result = work.run();
            context.finish();
            return result;
        } catch (SQLException failure) {
            context.abandon();
            throw translate(failure, context);
        } catch (RuntimeException failure) {
            context.abandon();
            throw failure;
        } finally {
            context.planned();
            timeout.stop();
        }
    }

    /** Stops what the statement does, here and on the servers. */
    void cancel(HowdahStatement owner) throws SQLException {
        Optional<StatementContext> context = session.current();
        if (context.isPresent() && owner.equals(running)) {
            stop(owner, context.get(), "The statement was cancelled");
        } else {
            owner.interruptDuckDb();
        }
    }

    private static void stop(HowdahStatement owner, StatementContext context, String why) {
        // First the streams: DuckDB's interrupt waits for a callback that waits for the server.
        context.cancel(why);
        try {
            owner.interruptDuckDb();
        } catch (SQLException closedMeanwhile) {
            // Then there is nothing left to interrupt.
        }
    }

    private SQLException translate(SQLException failure, @Nullable StatementContext context) {
        Optional<Throwable> cause = session.takeFailure();
        HowdahException cancelled = context == null ? null : context.cancellation();
        if (cancelled != null) {
            String message = String.valueOf(cancelled.getMessage());
            return message.contains("timeout")
                    ? new SQLTimeoutException(message, cancelled.sqlState(), failure)
                    : new SQLException(message, cancelled.sqlState(), failure);
        }
        return cause.filter(HowdahException.class::isInstance)
                .map(SqlErrors::of)
                .orElseGet(() -> SqlErrors.withoutTrace(failure));
    }

    private <T extends @Nullable Object> T withFreshCatalogue(
            ParsedStatement statement, Work<T> work) throws SQLException {
        try {
            return work.run();
        } catch (SQLException failure) {
            if (session.databases().isEmpty()
                    || !mayBeStale(failure)
                    || !refreshed(statement, failure)) {
                throw failure;
            }
            session.prepareNames();
            return work.run();
        }
    }

    private boolean mayBeStale(SQLException failure) throws SQLException {
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("Catalog Error") || message.startsWith("Binder Error")) {
            return true;
        }
        // A failed read has ended DuckDB's transaction, and there is no way to run it again.
        return failure.getCause() instanceof HowdahException
                && failure.getSQLState() != null
                && CHANGED_SINCE.contains(failure.getSQLState())
                && !session.inTransaction();
    }

    /** Reads the catalogues again that the statement may mean; whether one has changed. */
    private boolean refreshed(ParsedStatement statement, SQLException failure) {
        List<Token> tokens = Lexer.tokenize(statement.text());
        List<AttachedDatabase> all = session.databases().all();
        List<AttachedDatabase> mentioned =
                all.stream()
                        .filter(
                                database ->
                                        tokens.stream()
                                                .anyMatch(
                                                        token ->
                                                                token.value()
                                                                        .equalsIgnoreCase(
                                                                                database.name())))
                        .toList();
        boolean changed = false;
        try {
            for (AttachedDatabase database : mentioned.isEmpty() ? all : mentioned) {
                changed |= session.databases().refresh(database);
            }
        } catch (SQLException | HowdahException second) {
            failure.addSuppressed(second);
            return false;
        }
        return changed;
    }
}
