package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.connect.ConnectedServer;
import dev.howdah.duckdb.nativeapi.DriverQuery;
import dev.howdah.duckdb.session.PushedDown;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.session.StatementContext;
import dev.howdah.duckdb.statement.Dialect;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.ObjectName;
import dev.howdah.duckdb.statement.ParsedStatement;
import dev.howdah.duckdb.statement.ParsedStatement.Change;
import dev.howdah.duckdb.statement.ParsedStatement.Explain;
import dev.howdah.duckdb.statement.ParsedStatement.ObjectKind;
import dev.howdah.duckdb.statement.StatementSequence;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs the statements of one connection: its own ones itself, the others by DuckDB. */
final class StatementRunner {
    /** PostgreSQL: a column or a table is not there, or a result no longer fits. */
    private static final Set<String> CHANGED_SINCE = Set.of("42703", "42P01", "0A000");

    private final Session session;
    private final ConnectedStatements connected;
    private final OwnStatements own;
    private final OwnSecrets secrets;
    private final WriteGuard guard;
    private final PushdownPlanner planner;
    private final RemoteChanges changes;
    private final BinaryCopies binaryCopies;
    private final StreamedStatements streamed;
    private volatile @Nullable HowdahStatement running;

    /** Something done with DuckDB. */
    interface Work<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    /** What became of a statement that may be ours. */
    sealed interface Outcome {
        /** Whatever DuckDB has made of it. */
        Outcome NONE = new Execute("");

        /** It was ours and is done. */
        record Done() implements Outcome {}

        /**
         * It was ours and has changed so many rows.
         *
         * @param keys a statement of DuckDB's whose result is what was generated
         */
        record Counted(long rows, Optional<PreparedStatement> keys) implements Outcome {
            static Counted of(long rows) {
                return new Counted(rows, Optional.empty());
            }
        }

        /** It was ours and has a result, which this statement of DuckDB's holds. */
        record Rows(PreparedStatement result) implements Outcome {}

        /** It was DuckDB's and has a result that comes while it is read. */
        record Streamed(StreamedResultSet rows) implements Outcome {}

        /** DuckDB must execute this. */
        record Execute(String sql) implements Outcome {}
    }

    StatementRunner(Session session) {
        this.session = session;
        this.guard = new WriteGuard(session);
        this.planner = new PushdownPlanner(session);
        this.connected = new ConnectedStatements(session, this);
        this.own = new OwnStatements(session, this, connected);
        this.secrets = new OwnSecrets(session);
        this.changes = new RemoteChanges(session, this, planner);
        this.binaryCopies = new BinaryCopies(session, this, planner);
        this.streamed = new StreamedStatements(session, this);
    }

    /** The statements of a text; fails if one is for us and we can't read it. */
    List<ParsedStatement> parse(String sql) throws SQLException {
        Dialect dialect = session.connected().map(ConnectedServer::dialect).orElse(Dialect.DUCKDB);
        try {
            return StatementSequence.of(sql, dialect).statements();
        } catch (HowdahException unreadable) {
            throw SqlErrors.of(unreadable);
        }
    }

    /** Whether Howdah need not look at any of them. */
    boolean isAllDuckDbs(List<ParsedStatement> statements) {
        return statements.isEmpty()
                || (session.databases().isEmpty()
                        && statements.stream().noneMatch(own::isOwn)
                        && statements.stream().noneMatch(secrets::isOwn)
                        && statements.stream().noneMatch(BinaryCopies::isBinary));
    }

    /** Whether DuckDB is not to execute it. */
    boolean isOurs(ParsedStatement statement) throws SQLException {
        return own.isOwn(statement)
                || secrets.isOwn(statement)
                || statement instanceof ParsedStatement.BinaryCopyTo
                || remoteTarget(statement).isPresent();
    }

    /** The attached database that a statement changes. */
    private Optional<AttachedDatabase> remoteTarget(ParsedStatement statement) throws SQLException {
        return statement instanceof Change change ? guard.target(change) : Optional.empty();
    }

    /**
     * Refuses what DuckDB's Appender can't do.
     *
     * @throws HowdahException if the table is an attached PostgreSQL's
     */
    void requireAppendable(ObjectName table) throws SQLException {
        session.prepareNames();
        Change append = new Change("", "APPEND", ObjectKind.IN_SCHEMA, List.of(table), false);
        Optional<AttachedDatabase> target = guard.target(append);
        if (target.isPresent()) {
            throw WriteGuard.appenderRefusal(table, target.get());
        }
    }

    /** Carries a statement out if it is ours. */
    private Outcome carryOutOurs(ParsedStatement statement, Request request) throws SQLException {
        session.prepareNames();
        if (!(statement instanceof ParsedStatement.Transaction)) {
            session.requireNotAborted();
        }
        if (own.isOwn(statement)) {
            own.carryOut(statement, request.owner());
            return new Outcome.Done();
        }
        if (secrets.isOwn(statement)) {
            return secrets.carryOut(statement, request);
        }
        if (statement instanceof ParsedStatement.BinaryCopyTo copy) {
            return Outcome.Counted.of(binaryCopies.write(copy, request.owner()));
        }
        Optional<AttachedDatabase> target = remoteTarget(statement);
        if (target.isPresent()) {
            return changes.carryOut((Change) statement, target.get(), request);
        }
        if (statement instanceof Explain explain && explain.inner() instanceof Change explained) {
            Optional<AttachedDatabase> changed = remoteTarget(explained);
            if (changed.isPresent()) {
                WriteGuard.requireWritable(explained, changed.get());
                throw WriteGuard.explainRefusal(explained, changed.get());
            }
        }
        return new Outcome.Execute(textFor(statement));
    }

    /** What DuckDB executes: SHOW TABLES must not list what Howdah has put on the path. */
    String textFor(ParsedStatement statement) throws SQLException {
        if (statement instanceof ParsedStatement.ShowTables && !session.databases().isEmpty()) {
            return session.searchPath().showTables();
        }
        return binaryCopies.insertion(statement).orElseGet(statement::text);
    }

    /** Carries a statement out if it is ours, and adds to EXPLAIN what PostgreSQL is sent. */
    Outcome carryOut(ParsedStatement statement, Request request) throws SQLException {
        try {
            if (statement instanceof ParsedStatement.Passed passed) {
                return connected.pass(passed, request);
            }
            Outcome outcome =
                    withFreshCatalogue(
                            statement,
                            () -> {
                                try {
                                    return carryOutOurs(statement, request);
                                } catch (HowdahException failure) {
                                    throw SqlErrors.of(failure);
                                }
                            });
            if (statement instanceof Explain explain && !session.databases().isEmpty()) {
                UserExplain rewritten = new UserExplain(session, planner, this);
                return new Outcome.Execute(
                        rewritten.resultOf(explain, request.parameters(), request.owner()));
            }
            return outcome;
        } catch (HowdahException | SQLException failure) {
            throw SqlErrors.of(failure);
        }
    }

    /** Carries out a change of an attached database once for each row of parameters. */
    long[] carryOutBatch(ParsedStatement statement, List<ParameterRow> rows, HowdahStatement owner)
            throws SQLException {
        try {
            session.prepareNames();
            session.requireNotAborted();
            Optional<AttachedDatabase> target = remoteTarget(statement);
            if (target.isEmpty()) {
                throw HowdahException.user(
                        "The statement of this batch no longer changes an attached database;"
                                + " prepare it again");
            }
            return new ChangeBatch(session, changes)
                    .carryOut((Change) statement, target.get(), rows, owner);
        } catch (HowdahException failure) {
            throw SqlErrors.of(failure);
        }
    }

    /** COPY FROM DATABASE into an attached database. */
    void copyDatabase(
            ParsedStatement.CopyDatabase copy, AttachedDatabase target, HowdahStatement owner)
            throws SQLException {
        changes.copyDatabase(copy, target, owner);
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
            ParsedStatement statement, Parameters parameters, HowdahStatement owner, Work<T> work)
            throws SQLException {
        return withFreshCatalogue(
                statement,
                () -> {
                    session.noteLocal(statement);
                    PushedDown pushedDown = plan(statement, parameters, owner);
                    boolean unordered =
                            statement instanceof Change
                                    && pushedDown.readsOnlyTables()
                                    && session.isAlone();
                    return execute(owner, pushedDown, unordered, work);
                });
    }

    /** Planning can wait for a server as well, so it can be stopped and has its timeout. */
    private PushedDown plan(ParsedStatement statement, Parameters parameters, HowdahStatement owner)
            throws SQLException {
        return execute(
                owner,
                PushedDown.NOTHING,
                () -> {
                    Optional<StatementContext> planning = session.current();
                    PushedDown pushedDown = planner.plan(statement, parameters);
                    planning.ifPresent(StatementContext::requireRunning);
                    return pushedDown;
                });
    }

    /** Executes a text in which nothing is pushed down. */
    <T extends @Nullable Object> T timed(HowdahStatement owner, Work<T> work) throws SQLException {
        session.prepareNames();
        session.noteLocalWrite();
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
        } catch (HowdahException failure) {
            context.abandon();
            // What else went wrong says more: how a commit ended, above all.
            if (failure.kind() == ErrorKind.CANCELLED && context.cancellation() != null) {
                throw translate(SqlErrors.of(failure), context);
            }
            throw failure;
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
        owner.connection.cancelWrite();
        try {
            owner.interruptDuckDb();
        } catch (SQLException closedMeanwhile) {
            // Then there is nothing left to interrupt.
        }
    }

    /** Whether DuckDB hands out results while it computes them. */
    boolean streams() {
        return streamed.isOn();
    }

    /** What became of a statement whose rows DuckDB computes while they are read. */
    Outcome stream(Statement target, String typed, Work<DriverQuery.Executed> work)
            throws SQLException {
        return streamed.run(target, typed, work);
    }

    /** Closes a result that may still be read, while DuckDB's connection is open. */
    void closeResult() throws SQLException {
        streamed.closeOpen();
    }

    /** The failure in the words of whoever has caused it. */
    SQLException translate(SQLException failure, @Nullable StatementContext context) {
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
                throw hinted(failure);
            }
            session.prepareNames();
            return work.run();
        }
    }

    private SQLException hinted(SQLException failure) {
        if (!session.isCatalogueOutdated() || !isUnknownName(failure)) {
            return failure;
        }
        return new SQLException(
                failure.getMessage()
                        + "\nDuckDB sees what a transaction has created or altered in PostgreSQL only"
                        + " if the transaction had not written to DuckDB before; define things in"
                        + " PostgreSQL first, or COMMIT before they are read. (Once DuckDB's own"
                        + " connection was unwrapped, it may write at any time.)",
                failure.getSQLState(),
                failure);
    }

    private static boolean isUnknownName(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("Catalog Error") || message.startsWith("Binder Error");
    }

    private boolean mayBeStale(SQLException failure) throws SQLException {
        if (isUnknownName(failure)) {
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
                changed |= session.refresh(database);
            }
        } catch (SQLException | HowdahException second) {
            failure.addSuppressed(second);
            return false;
        }
        return changed;
    }
}
