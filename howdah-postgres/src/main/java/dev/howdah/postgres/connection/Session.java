package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.Conversation;
import dev.howdah.postgres.wire.CopyIn;
import dev.howdah.postgres.wire.MessageChannel;
import dev.howdah.postgres.wire.PreparedQuery;
import dev.howdah.postgres.wire.RowReader;
import dev.howdah.postgres.wire.ServerError;

import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * One authenticated connection to a server.
 *
 * <p>Used by one thread at a time, one statement at a time: a {@link RowReader} must be read to its
 * end or closed before the next statement, and so must a {@link CopyIn}. Only {@link #cancel()} and
 * {@link #close()} may come from other threads.
 */
public final class Session implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.howdah.postgres.connection");

    private final PgConnection jdbc;
    private final MessageChannel channel;
    private final String description;
    private final Optional<TlsProtection> tls;
    private final int serverVersion;
    private volatile boolean touched;
    private volatile boolean endedHere;

    /** Held while a cancel request is on its way, so that it can't hit a later statement. */
    private final Object cancelling = new Object();

    Session(
            PgConnection jdbc,
            MessageChannel channel,
            String description,
            Optional<TlsProtection> tls) {
        this.jdbc = jdbc;
        this.channel = channel;
        this.description = description;
        this.tls = tls;
        this.serverVersion = jdbc.getQueryExecutor().getServerVersionNum();
    }

    /**
     * Connects to the first server that will do.
     *
     * @throws HowdahException of kind CONNECTION or SERVER, naming every server that was tried
     */
    public static Session open(ConnectionSettings settings) {
        return new SessionOpener(settings).open();
    }

    /** The server's version as a number, such as 180004. */
    public int serverVersion() {
        return serverVersion;
    }

    /** {@code user@host:port/dbname}. */
    public String describe() {
        return description;
    }

    /** How the connection is encrypted; empty for plain text. */
    public Optional<TlsProtection> tls() {
        return tls;
    }

    /** The number of the server's process. */
    int backendPid() {
        return jdbc.getBackendPID();
    }

    /**
     * Says that a user's own statement runs here, which may leave settings, temporary tables or
     * locks behind: they are gone before the pool lends the session to somebody else.
     */
    public void markTouched() {
        touched = true;
    }

    /** False if it is usable, or was until somebody closed it. */
    boolean isLost() {
        return !endedHere && !isUsable();
    }

    boolean isTouched() {
        return touched;
    }

    /** Sends off what makes it as good as new; {@link #isFit} tells whether that worked. */
    void resetAhead() {
        begin();
        channel.executeAhead("DISCARD ALL");
        touched = false;
    }

    /**
     * Whether it can be lent again: no round trip unless there is a question to ask.
     *
     * @param question a statement that must succeed
     */
    boolean isFit(Optional<String> question, int millis) {
        if (!isUsable()) {
            return false;
        }
        try {
            channel.takeAnswer(millis);
            question.ifPresent(sql -> channel.execute(sql, millis));
            return isUsable() && transactionStatus() == MessageChannel.IDLE;
        } catch (HowdahException failure) {
            if (failure.getCause() instanceof SocketTimeoutException) {
                stopOnServer();
            }
            return false;
        }
    }

    /** A server that is only slow would go on for nobody. */
    private void stopOnServer() {
        try {
            jdbc.cancelQuery();
        } catch (SQLException unreachable) {
            // Then it is gone itself.
        }
    }

    /**
     * The connection as JDBC, for small queries in auto-commit mode. Transactions belong to {@link
     * #execute(String)}. The caller doesn't close it.
     */
    public Connection jdbc() {
        begin();
        channel.settle();
        return jdbc;
    }

    /** The failure for an error of {@link #jdbc()}, saying what was attempted. */
    public HowdahException translate(String attempt, SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        ErrorKind kind =
                ServerError.isConnectionState(state) ? ErrorKind.CONNECTION : ErrorKind.SERVER;
        return HowdahException.of(
                kind,
                "%s on %s failed: %s%s"
                        .formatted(
                                attempt,
                                description,
                                failure.getMessage(),
                                ServerError.timeoutAdvice(state, channel.limits())),
                failure);
    }

    /** Runs a statement that returns no rows. */
    public void execute(String sql) {
        long unused = executeUpdate(sql);
    }

    /**
     * Runs statements whose rows nobody wants.
     *
     * @return the rows that the last one changed, -1 if it changes none
     */
    public long executeUpdate(String sql) {
        begin(sql);
        return channel.execute(sql);
    }

    /**
     * Lets {@link #execute(String)}, {@link #prepare} and what is asked through {@link #jdbc()}
     * wait for an answer only as long as somebody wants it: behind a pooler it comes when another
     * client gives a connection back.
     *
     * @param stopped asked again and again; once it is true and no answer comes, this session can't
     *     be used any more, and what was asked fails with kind CANCELLED
     */
    public <T, E extends Exception> T whileWanted(
            BooleanSupplier stopped, Conversation<T, E> statements) throws E {
        return channel.whileWanted(stopped, this::cancel, statements);
    }

    /**
     * Runs several statements whose rows nobody wants, all in one message.
     *
     * @return the rows that each of them changed, -1 for one that changes none
     */
    public long[] executeAll(List<String> statements) {
        String sql = String.join(";\n", statements);
        begin(sql);
        LongStream.Builder rows = LongStream.builder();
        channel.execute(sql, rows::add);
        return rows.build().toArray();
    }

    /** The text in the first field of a query's first row; empty for NULL, and for no row. */
    public Optional<String> readText(String selectSql) {
        try (RowReader rows = copyOut("SELECT (" + selectSql + ")::text")) {
            if (!rows.nextRow()) {
                return Optional.empty();
            }
            // In front of the text stand the number of fields and its length, -1 for NULL.
            int from = rows.position() + 2 + 4;
            Optional<String> text =
                    rows.buffer()[from - 4] < 0
                            ? Optional.empty()
                            : Optional.of(
                                    new String(
                                            rows.buffer(),
                                            from,
                                            rows.end() - from,
                                            StandardCharsets.UTF_8));
            rows.drain();
            return text;
        }
    }

    /** Starts {@code COPY … FROM STDIN …}; nothing else can be done until it has ended. */
    public CopyIn copyIn(String copySql) {
        begin(copySql);
        return CopyIn.start(channel, copySql, this::cancel);
    }

    /** Starts {@code COPY (selectSql) TO STDOUT (FORMAT binary)}. */
    public RowReader copyOut(String selectSql) {
        begin(selectSql);
        return RowReader.copyOut(channel, selectSql, this::cancel);
    }

    /**
     * As {@link #copyOut(String)}, with a look at the result's columns in the same round trip.
     *
     * @param check throws if they are not as expected; then nothing is read
     */
    public RowReader copyOut(String selectSql, Consumer<? super List<PreparedQuery.Column>> check) {
        begin(selectSql);
        return RowReader.copyOut(channel, selectSql, check, this::cancel);
    }

    /** Lets the server parse a statement and describe its parameters and result. */
    public PreparedQuery prepare(String sql) {
        begin();
        SqlLog.parsed(description, sql);
        return PreparedQuery.prepare(channel, sql);
    }

    /**
     * Runs a prepared statement.
     *
     * @param textParameters values in PostgreSQL's text form, null for NULL
     * @param resultFormatCodes 1 for binary or 0 for text, one per column of the result
     */
    public RowReader execute(
            PreparedQuery query,
            List<? extends @Nullable String> textParameters,
            short[] resultFormatCodes) {
        begin(query.sql());
        return RowReader.execute(channel, query, textParameters, resultFormatCodes, this::cancel);
    }

    /**
     * Asks the server to stop the statement that runs, if one does. Returns when the server has
     * taken the request; never throws.
     */
    public void cancel() {
        synchronized (cancelling) {
            if (!isUsable()) {
                return;
            }
            channel.cancelAsked();
            try {
                jdbc.cancelQuery();
            } catch (SQLException unreachable) {
                // Then the statement's own reads fail or time out, which tells more.
            }
        }
    }

    /** Lets errors say by which limits of ours the open transaction is cut off. */
    void noteTimeouts(TransactionTimeouts timeouts) {
        channel.noteLimits(timeouts.advice());
    }

    /** The status of the transaction: I for none, T for an open one, E for a failed one. */
    public byte transactionStatus() {
        return channel.transactionStatus();
    }

    /** A setting as the server last reported it, such as {@code TimeZone}; it reports but a few. */
    public Optional<String> parameter(String name) {
        return channel.parameter(name).or(() -> Optional.ofNullable(jdbc.getParameterStatus(name)));
    }

    /**
     * Whether something between runs the statements on sessions of its own, perhaps each on another
     * one: then the process that answers isn't the one that this connection was greeted by. One
     * round trip.
     */
    public boolean isBehindPooler() {
        return !readText("pg_catalog.pg_backend_pid()")
                .equals(Optional.of(String.valueOf(jdbc.getBackendPID())));
    }

    /** False once the connection broke or was closed. No round trip. */
    public boolean isUsable() {
        try {
            return channel.isUsable() && !jdbc.isClosed();
        } catch (SQLException failure) {
            return false;
        }
    }

    /** True if the server answers. One round trip. */
    public boolean isValid() {
        if (!isUsable()) {
            return false;
        }
        try {
            execute("");
            return true;
        } catch (HowdahException failure) {
            return false;
        }
    }

    /** True while the rows of a statement are neither read to their end nor closed. */
    public boolean isBusy() {
        return channel.isBusy();
    }

    /**
     * Ends the connection, and the statement that runs on it. Idempotent; never throws. A thread
     * that reads rows gets an error of kind CONNECTION.
     */
    @Override
    public void close() {
        if (isUsable()) {
            LOG.log(Level.DEBUG, "Closes the connection {0}", description);
        }
        if (channel.isBusy()) {
            cancel();
        }
        endedHere |= channel.isUsable();
        boolean broken = !channel.isUsable() || channel.isBusy();
        channel.abandon();
        try {
            if (broken) {
                jdbc.abort(Runnable::run);
            } else {
                jdbc.close();
            }
        } catch (SQLException failure) {
            // There is nothing left that a caller could do.
        }
    }

    private void begin(String sql) {
        begin();
        SqlLog.sent(description, sql);
    }

    private void begin() {
        requireOpen();
        synchronized (cancelling) {
            // A cancel request that was on its way has arrived, and found its statement gone.
        }
    }

    private void requireOpen() {
        if (!isUsable()) {
            throw HowdahException.of(
                    ErrorKind.CONNECTION,
                    "08003",
                    "The connection to " + description + " is closed");
        }
    }
}
