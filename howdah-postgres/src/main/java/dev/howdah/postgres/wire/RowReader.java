package dev.howdah.postgres.wire;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/**
 * The rows of one statement, read in place.
 *
 * <p>A row lies in {@link #buffer()} from {@link #position()}, where its int16 field count stands,
 * to {@link #end()}; each field is an int32 length, -1 for NULL, and that many bytes. The rows of a
 * binary COPY and of a query look alike. All three values hold until the next {@link #nextRow()}.
 *
 * <p>Used by one thread at a time. Closing an unfinished reader stops the server's work.
 */
public final class RowReader implements AutoCloseable {
    private static final int DRAIN_MILLIS = 2_000;
    private static final int[] NO_PARAMETERS = {};

    private enum State {
        HEADER,
        ROWS,
        TRAILER_SEEN,
        FINISHED
    }

    private final MessageChannel channel;
    private final MessageBuffer message;
    private final Runnable canceller;
    private final byte rowType;

    private State state;
    private int position;
    private long size;
    private long affectedRows = -1;

    private RowReader(MessageChannel channel, byte rowType, Runnable canceller) {
        this.channel = channel;
        this.message = channel.message;
        this.rowType = rowType;
        this.canceller = canceller;
        this.state = rowType == BackendMessage.COPY_DATA ? State.HEADER : State.ROWS;
    }

    /**
     * Sends {@code COPY (selectSql) TO STDOUT (FORMAT binary)} and waits for the server's go.
     *
     * @param canceller sends a cancel request for this connection; used by {@link #close()}
     */
    public static RowReader copyOut(MessageChannel channel, String selectSql, Runnable canceller) {
        channel.send(new FrontendMessages().query(copyOf(selectSql)));
        RowReader reader = new RowReader(channel, BackendMessage.COPY_DATA, canceller);
        reader.startCopy(columns -> {});
        return reader;
    }

    /**
     * As {@link #copyOut(MessageChannel, String, Runnable)}, and lets the caller look at the
     * columns first: binary COPY itself doesn't tell their types.
     *
     * @param check may throw; then the server's work is stopped and nothing is read
     */
    public static RowReader copyOut(
            MessageChannel channel,
            String selectSql,
            Consumer<? super List<PreparedQuery.Column>> check,
            Runnable canceller) {
        // The SELECT is parsed, not planned. That locks what it reads until the end of the
        // transaction, and before Sync there is none, so the COPY can't find other types.
        channel.send(
                new FrontendMessages()
                        .parse(selectSql, NO_PARAMETERS)
                        .describeStatement()
                        .parse(copyOf(selectSql), NO_PARAMETERS)
                        .bind(List.of(), new short[0])
                        .execute()
                        .sync());
        RowReader reader = new RowReader(channel, BackendMessage.COPY_DATA, canceller);
        reader.startCopy(check);
        return reader;
    }

    /**
     * Runs a prepared query.
     *
     * @param parameters values in PostgreSQL's text form, null for NULL
     * @param resultFormats 1 for binary or 0 for text, one per result column
     * @param canceller sends a cancel request for this connection; used by {@link #close()}
     */
    public static RowReader execute(
            MessageChannel channel,
            PreparedQuery query,
            List<? extends @Nullable String> parameters,
            short[] resultFormats,
            Runnable canceller) {
        query.requireMatching(parameters.size(), resultFormats.length);
        // Parsed again in the same round trip: behind a transaction pooler the next server knows
        // nothing of an earlier statement.
        channel.send(
                new FrontendMessages()
                        .parse(query.sql(), query.parameterTypes())
                        .bind(parameters, resultFormats)
                        .describePortal()
                        .execute()
                        .sync());
        RowReader reader = new RowReader(channel, BackendMessage.DATA_ROW, canceller);
        reader.startQuery(query);
        return reader;
    }

    /**
     * Moves to the next row.
     *
     * @return false at the end; the connection is then ready for the next statement
     * @throws HowdahException if the server failed or the connection broke
     */
    public boolean nextRow() {
        while (state != State.FINISHED) {
            byte type = channel.next();
            if (type == rowType ? acceptData() : acceptOther(type)) {
                return true;
            }
        }
        return false;
    }

    /** The buffer that holds the current row. */
    public byte[] buffer() {
        return message.bytes;
    }

    /** Index of the current row's field count in {@link #buffer()}. */
    public int position() {
        return position;
    }

    /** Index behind the current row. */
    public int end() {
        return message.end;
    }

    /** The size of all rows so far. */
    public long bytes() {
        return size;
    }

    /** The rows that the statement changed or returned, -1 if it does neither; at the end only. */
    public long affectedRows() {
        return affectedRows;
    }

    /**
     * Reads over the remaining rows without stopping the server, so that an open transaction
     * survives.
     */
    public void drain() {
        while (nextRow()) {
            // Only the end matters.
        }
    }

    /**
     * Stops the server's work if rows are left, which fails the transaction that it belongs to, and
     * makes the connection ready for the next statement. If that takes too long the connection
     * becomes unusable instead. Idempotent; never throws.
     */
    @Override
    public void close() {
        if (state == State.FINISHED) {
            return;
        }
        state = State.FINISHED;
        if (!channel.isUsable()) {
            return;
        }
        try {
            if (!channel.skipBufferedToReady()) {
                channel.cancelAsked();
                canceller.run();
                channel.skipToReady(DRAIN_MILLIS);
            }
        } catch (HowdahException failure) {
            channel.abandon();
        }
    }

    private boolean acceptData() {
        int from = message.start;
        if (state == State.HEADER) {
            from += CopyHeader.length(channel);
            state = State.ROWS;
            if (from == message.end) {
                return false;
            }
        } else if (state != State.ROWS) {
            throw failed(channel.nonsense("rows behind the end of COPY"));
        }
        int length = message.end - from;
        if (length < 2) {
            throw failed(channel.nonsense("a row of " + length + " bytes"));
        }
        if (rowType == BackendMessage.COPY_DATA
                && (message.bytes[from] & message.bytes[from + 1]) == -1) {
            state = State.TRAILER_SEEN;
            return false;
        }
        position = from;
        size += length;
        return true;
    }

    private boolean acceptOther(byte type) {
        switch (type) {
            case BackendMessage.COPY_DONE, BackendMessage.EMPTY_QUERY_RESPONSE -> {}
            case BackendMessage.COMMAND_COMPLETE ->
                    affectedRows =
                            CommandTag.affectedRows(message.bytes, message.start, message.end);
            case BackendMessage.READY_FOR_QUERY -> state = State.FINISHED;
            case BackendMessage.ERROR_RESPONSE -> throw failed(channel.failAfterReady());
            case BackendMessage.COPY_OUT_RESPONSE, BackendMessage.COPY_IN_RESPONSE ->
                    throw refuseCopy(type);
            default -> throw failed(channel.unexpected(type, "a read"));
        }
        return false;
    }

    private HowdahException failed(HowdahException failure) {
        state = State.FINISHED;
        return failure;
    }

    private HowdahException refuseCopy(byte type) {
        if (type == BackendMessage.COPY_IN_RESPONSE) {
            endCopyIn();
        }
        close();
        return HowdahException.unsupported(
                "A COPY statement can't be run as a query; write the SELECT itself");
    }

    /**
     * The Sync that went along is swallowed as data, so another one must follow; but if the COPY
     * has failed meanwhile, as a trigger or a cancel request can make it, both are answered. The
     * answer to a statement that does nothing tells which ReadyForQuery is the last.
     */
    private void endCopyIn() {
        state = State.FINISHED;
        try {
            channel.sendMore(new FrontendMessages().copyFail("Howdah sends no data here").sync());
            channel.cancelAsked();
            canceller.run();
            channel.sendMore(new FrontendMessages().query(""));
            channel.skipTo(BackendMessage.EMPTY_QUERY_RESPONSE, DRAIN_MILLIS);
            channel.skipToReady(DRAIN_MILLIS);
        } catch (HowdahException failure) {
            channel.abandon();
        }
    }

    private static String copyOf(String selectSql) {
        return "COPY (" + selectSql + ") TO STDOUT (FORMAT binary)";
    }

    private void startCopy(Consumer<? super List<PreparedQuery.Column>> check) {
        while (true) {
            byte type = channel.next();
            switch (type) {
                case BackendMessage.PARSE_COMPLETE,
                        BackendMessage.PARAMETER_DESCRIPTION,
                        BackendMessage.BIND_COMPLETE -> {}
                case BackendMessage.ROW_DESCRIPTION ->
                        check(PreparedQuery.readColumns(channel), check);
                case BackendMessage.COPY_OUT_RESPONSE -> {
                    if (message.end - message.start < 3 || message.bytes[message.start] != 1) {
                        throw failed(channel.nonsense("COPY data in text instead of binary"));
                    }
                    return;
                }
                case BackendMessage.ERROR_RESPONSE -> throw failed(channel.failAfterReady());
                default -> throw failed(channel.unexpected(type, "the start of COPY"));
            }
        }
    }

    private void check(
            List<PreparedQuery.Column> columns,
            Consumer<? super List<PreparedQuery.Column>> check) {
        try {
            check.accept(columns);
        } catch (HowdahException refusal) {
            close();
            throw refusal;
        }
    }

    private void startQuery(PreparedQuery query) {
        while (true) {
            byte type = channel.next();
            switch (type) {
                case BackendMessage.PARSE_COMPLETE, BackendMessage.BIND_COMPLETE -> {}
                case BackendMessage.ROW_DESCRIPTION -> {
                    requireSameColumns(query, PreparedQuery.readColumns(channel));
                    return;
                }
                case BackendMessage.NO_DATA -> {
                    requireSameColumns(query, List.of());
                    return;
                }
                case BackendMessage.ERROR_RESPONSE -> throw failed(channel.failAfterReady());
                default -> throw failed(channel.unexpected(type, "the start of a query"));
            }
        }
    }

    private void requireSameColumns(PreparedQuery query, List<PreparedQuery.Column> columns) {
        if (!query.columns().equals(columns)) {
            close();
            throw HowdahException.of(
                    ErrorKind.SERVER,
                    "0A000",
                    "The result columns of a query changed since it was prepared; run it again");
        }
    }
}
