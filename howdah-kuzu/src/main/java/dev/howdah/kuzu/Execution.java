package dev.howdah.kuzu;

import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import dev.howdah.kuzu.cypher.Script;
import dev.howdah.kuzu.session.GraphSession;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.statement.Statement;
import dev.howdah.kuzu.statement.StatementReader;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One call of the face while it runs; {@link #interrupt} from any thread. */
final class Execution {
    private final GraphSession session;
    private final String cypher;
    private @Nullable StatementRun running;
    private boolean interrupted;

    /**
     * @param cypher all that the caller gave, whose passwords no failure tells
     */
    Execution(GraphSession session, String cypher) {
        this.session = session;
        this.cypher = cypher;
    }

    /** Runs all statements of the text one after the other. */
    List<QueryResult> all() {
        List<Script.Part> parts = Script.split(cypher);
        List<QueryResult> results = new ArrayList<>();
        try {
            for (Script.Part part : parts) {
                // A single statement keeps its semicolon and the comments behind it.
                String verbatim = parts.size() == 1 ? cypher : part.text();
                results.add(one(part.text(), verbatim, Map.of()));
            }
            return results;
        } catch (HowdahException failure) {
            results.forEach(QueryResult::close);
            throw failure;
        }
    }

    /** Runs one statement. */
    QueryResult one(String text, String verbatim, Map<String, Value> parameters) {
        return run(
                text,
                parameters,
                run -> {
                    Statement statement = StatementReader.read(text);
                    Optional<QueryResult> ours = new StatementDispatch(run).run(statement);
                    return ours.isPresent() ? ours.get() : run.query(verbatim);
                });
    }

    /** What is done in a statement. */
    @FunctionalInterface
    interface Work<T> {
        T run(StatementRun run) throws SQLException;
    }

    /** Runs a statement, whoever does so, and notes what it did to the transaction. */
    <T> T run(String text, Map<String, Value> parameters, Work<T> work) {
        try (StatementRun run = new StatementRun(session, text, parameters)) {
            begin(run);
            T result = work.run(run);
            TransactionCommand.read(text).ifPresent(session.graph()::noteTransaction);
            return result;
        } catch (Exception failure) {
            // Kùzu's native code throws checked exceptions that no signature tells of.
            session.graph().abandonTransaction();
            throw MaskedFailure.of(Failures.of(failure, isInterrupted()), cypher);
        } finally {
            end();
        }
    }

    private synchronized void begin(StatementRun run) throws SQLException {
        running = run;
        if (interrupted) {
            run.cancel();
        }
    }

    private synchronized void end() {
        running = null;
    }

    private synchronized boolean isInterrupted() {
        return interrupted;
    }

    /** How far the running statement is. */
    List<GraphProgress> progress() {
        StatementRun run;
        synchronized (this) {
            run = running;
        }
        return run == null
                ? List.of()
                : Stream.concat(
                                run.step().stream().map(GraphProgress::of),
                                run.staged().stream().map(GraphProgress::of))
                        .toList();
    }

    /** Stops the running statement and those behind it. */
    void interrupt() {
        StatementRun run;
        synchronized (this) {
            interrupted = true;
            run = running;
        }
        try {
            if (run != null) {
                run.cancel();
            }
        } catch (SQLException failure) {
            throw Failures.of(failure, false);
        }
    }
}
