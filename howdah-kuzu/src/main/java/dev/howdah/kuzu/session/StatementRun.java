package dev.howdah.kuzu.session;

import com.kuzudb.PreparedStatement;
import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import dev.howdah.kuzu.attach.Attachments;
import dev.howdah.kuzu.cypher.Lexer;
import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.cypher.Token;
import dev.howdah.kuzu.cypher.Token.Kind;
import dev.howdah.kuzu.graph.GraphConnection;
import dev.howdah.kuzu.staging.Staging;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * One statement while it runs. Closing it removes its staged files and lets its snapshot go. One
 * thread at a time; {@link #cancel} from any.
 */
public final class StatementRun implements AutoCloseable {
    private static final long REPEAT_MILLIS = 20;

    private final GraphSession session;
    private final String text;
    private final Map<String, Value> parameters;
    private final Object lock = new Object();
    private @Nullable Staging staging;
    private @Nullable Thread waiting;
    private @Nullable Step step;
    private boolean cancelled;
    private boolean closed;

    /**
     * Begins a statement.
     *
     * @param text the statement alone
     * @param parameters the values of its parameters; the caller closes them
     */
    public StatementRun(GraphSession session, String text, Map<String, Value> parameters) {
        this.session = session;
        this.text = text;
        this.parameters = Map.copyOf(parameters);
    }

    public String text() {
        return text;
    }

    public Map<String, Value> parameters() {
        return parameters;
    }

    /** The value of a parameter, with an error that names one that has none. */
    public Value parameter(String name) {
        Value value = parameters.get(name);
        if (value == null) {
            throw HowdahException.user(
                    "Runtime exception: Parameter %s has no value: give it one when the prepared statement is executed"
                            .formatted(name));
        }
        return value;
    }

    public GraphSession session() {
        return session;
    }

    public GraphConnection graph() {
        return session.graph();
    }

    public Attachments attachments() {
        return session.attachments();
    }

    /** The staging of this statement: one snapshot, begun when first asked for. */
    public Staging staging() throws SQLException {
        synchronized (lock) {
            if (staging == null) {
                staging = attachments().stager().begin();
                if (cancelled) {
                    staging.cancel();
                }
            }
            return staging;
        }
    }

    /**
     * Tells what the statement does now, beside the rows that are being staged.
     *
     * @param what the step, such as {@code loading Person}
     * @param done the steps behind it
     * @param total all steps
     */
    public void report(String what, long done, long total) {
        synchronized (lock) {
            step = new Step(what, done, total);
        }
    }

    /** A step that was told. */
    public record Step(String what, long done, long total) {}

    /** The step that was told last, if any was. From any thread. */
    public Optional<Step> step() {
        synchronized (lock) {
            return Optional.ofNullable(step);
        }
    }

    /** How far what is being staged is. From any thread. */
    public List<Staging.Progress> staged() {
        synchronized (lock) {
            return staging == null ? List.of() : staging.progress();
        }
    }

    /** Removes what is staged; the next staging begins with a new snapshot. */
    public void restartStaging() throws SQLException {
        synchronized (lock) {
            if (staging != null) {
                Staging old = staging;
                staging = null;
                old.close();
            }
        }
    }

    /**
     * Runs Cypher with those of this statement's parameters that it has; the caller closes the
     * result.
     */
    public QueryResult query(String cypher) {
        checkCancelled();
        return graph().query(cypher, parametersOf(cypher));
    }

    /** As {@link #query}, but once begun no interrupt stops it. */
    public QueryResult queryWhole(String cypher) {
        checkCancelled();
        return graph().queryWhole(cypher, parametersOf(cypher));
    }

    /** Runs this statement as Kùzu has prepared it; the caller closes the result. */
    public QueryResult execute(PreparedStatement prepared) {
        checkCancelled();
        parametersOf(text);
        return graph().execute(prepared, parameters);
    }

    /**
     * Kùzu takes no values that a statement doesn't use, and gives no rows where one is missing.
     */
    private Map<String, Value> parametersOf(String cypher) {
        Map<String, Value> used = new HashMap<>();
        for (Token token : Lexer.tokenize(cypher)) {
            if (token.kind() == Kind.PARAMETER) {
                used.put(token.value(), parameter(token.value()));
            }
        }
        return used;
    }

    /**
     * A result of one row that says what was done, as Kùzu's own commands give it. What is done
     * can't be interrupted any more.
     */
    public QueryResult message(String text) {
        return graph().queryWhole("RETURN " + Quoting.text(text) + " AS result", Map.of());
    }

    /** Whether it is to stop. */
    public boolean isCancelled() {
        synchronized (lock) {
            return cancelled;
        }
    }

    /** Ends the statement if it is to stop; for work that neither engine does. */
    public void checkCancelled() {
        if (isCancelled()) {
            throw HowdahException.of(ErrorKind.CANCELLED, GraphConnection.INTERRUPTED);
        }
    }

    /** Stops what runs and lets no staging begin. Does nothing once it has ended. */
    public void cancel() throws SQLException {
        synchronized (lock) {
            if (cancelled || closed) {
                return;
            }
            cancelled = true;
            Thread.ofPlatform().daemon().name("howdah-interrupt").start(this::interruptGraph);
            if (waiting != null) {
                waiting.interrupt();
            }
            if (staging != null) {
                staging.cancel();
            }
        }
    }

    /**
     * Does work that may wait for a server without a statement that could be cancelled, such as
     * connecting. {@link #cancel} ends the wait, and so does an interrupt of this thread: sockets
     * hear of interrupts in virtual threads only.
     */
    public <T> T interruptibly(Work<T> work) throws SQLException {
        FutureTask<T> task = new FutureTask<>(work::run);
        synchronized (lock) {
            checkCancelled();
            waiting = Thread.ofVirtual().name("howdah-connect").start(task);
        }
        try {
            return result(task);
        } finally {
            synchronized (lock) {
                waiting = null;
            }
        }
    }

    /** Work that asks a server. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T result(FutureTask<T> task) throws SQLException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel();
                }
            }
        } catch (ExecutionException failure) {
            if (isCancelled()) {
                throw HowdahException.of(
                        ErrorKind.CANCELLED, GraphConnection.INTERRUPTED, failure.getCause());
            }
            switch (failure.getCause()) {
                case SQLException sql -> throw sql;
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(failure);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Kùzu forgets an interrupt that comes before its statement has begun: so again and again. */
    private void interruptGraph() {
        synchronized (lock) {
            while (!closed) {
                graph().interrupt();
                try {
                    lock.wait(REPEAT_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
            if (staging != null) {
                staging.close();
            }
        }
    }
}
