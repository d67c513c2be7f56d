package dev.howdah.postgres.wire;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * The server's messages, one whole message at a time in one reused buffer, and the transaction
 * status that they report.
 *
 * <p>Used by one thread at a time; only {@link #cancelAsked} may be called by others. Any failure
 * of the stream makes the channel unusable for good.
 */
public final class MessageChannel {
    /** Not in a transaction block. */
    public static final byte IDLE = 'I';

    /** The current message. */
    final MessageBuffer message;

    /** No message has come. */
    static final byte NOTHING = 0;

    /** How long encrypted bytes may take to become a message when nobody waits for one. */
    private static final int POLL_MILLIS = 5;

    /** How long a server that has gone may take to say why. */
    private static final int LAST_WORDS_MILLIS = 1_000;

    private final InputStream input;
    private final OutputStream output;
    private final ReadTimeout timeout;
    private final String server;

    private byte transactionStatus = IDLE;
    private volatile boolean usable = true;
    private volatile boolean busy;
    private volatile boolean cancelAsked;
    private String limits = "";
    private @Nullable WantedWait wait;

    /** A statement was sent whose answer nobody has read. */
    private boolean answerDue;

    private final Map<String, String> parameters = new ConcurrentHashMap<>();

    /** Limits how long one read may block. */
    @FunctionalInterface
    public interface ReadTimeout {
        /**
         * @param millis 0 for no limit
         */
        void set(int millis) throws IOException;
    }

    /**
     * A channel over the streams of an authenticated, idle connection.
     *
     * @param server who and where, for messages; never with a password
     */
    public MessageChannel(
            InputStream input, OutputStream output, ReadTimeout timeout, String server) {
        this.message = new MessageBuffer(input);
        this.input = input;
        this.output = output;
        this.timeout = timeout;
        this.server = server;
    }

    /** False once the stream broke, ended or made no sense. */
    public boolean isUsable() {
        return usable;
    }

    /** Gives the channel up. */
    public void abandon() {
        usable = false;
    }

    /** The status of the last ReadyForQuery: I idle, T in a transaction, E in a failed one. */
    public byte transactionStatus() {
        return transactionStatus;
    }

    /** True while a statement's answer has not been read to its end. */
    public boolean isBusy() {
        return busy;
    }

    /** Says that a cancel request is on its way, so that error 57014 is our own doing. */
    public void cancelAsked() {
        cancelAsked = true;
    }

    /**
     * Says which limits hold until the open transaction ends, for the errors of a server that cuts
     * it off; empty if those are the server's own.
     */
    public void noteLimits(String limits) {
        this.limits = limits;
    }

    /** What {@link #noteLimits} said, while it holds. */
    public String limits() {
        return limits;
    }

    /**
     * Sends a simple query, whose rows nobody wants, and waits for its end.
     *
     * @return the rows that its last statement changed, -1 if it changes none
     */
    public long execute(String sql) {
        send(new FrontendMessages().query(sql));
        awaitAnswer();
        return drainToReady();
    }

    /**
     * Holds a conversation as long as somebody wants it: what waits for an answer, here or in the
     * driver that shares the connection, gives up when nobody does.
     *
     * @param stopped asked again and again until the server begins to answer; once it is true, the
     *     channel can't be used any more, and {@code statements} fails
     * @param canceller asks the server to stop what the driver waits for; if it does so in time,
     *     the channel stays of use
     */
    public <T, E extends Exception> T whileWanted(
            BooleanSupplier stopped, Runnable canceller, Conversation<T, E> statements) throws E {
        WantedWait waiting = new WantedWait(stopped, canceller, timeout);
        wait = waiting;
        waitInDriver(waiting);
        try {
            return statements.hold();
        } catch (Exception failure) {
            if (waiting.isGivenUp()) {
                throw unwanted();
            }
            throw failure;
        } finally {
            wait = null;
            waitInDriver(null);
            if (waiting.isGivenUp()) {
                usable = false;
            }
        }
    }

    private void waitInDriver(@Nullable WantedWait waiting) {
        if (input instanceof SharedInput shared) {
            shared.waitInDriver(waiting);
        }
    }

    private HowdahException unwanted() {
        return HowdahException.of(
                ErrorKind.CANCELLED,
                "%s did not answer as long as somebody waited for it".formatted(server));
    }

    /** Waits for the answer to what was sent, as long as somebody wants it. */
    void awaitAnswer() {
        WantedWait waiting = wait;
        if (waiting == null) {
            return;
        }
        while (!answers(WantedWait.WAKE_MILLIS)) {
            if (waiting.giveUpAtOnce()) {
                usable = false;
                throw unwanted();
            }
        }
        limitReads(0);
    }

    /** Whether the server begins to answer in time. */
    private boolean answers(int millis) {
        limitReads(millis);
        try {
            message.awaitMore();
            return true;
        } catch (SocketTimeoutException silence) {
            return false;
        } catch (IOException failure) {
            throw lost(failure);
        }
    }

    /** Sends several statements at once and hands on the rows that each of them changed. */
    public void execute(String statements, LongConsumer rowsOfEach) {
        send(new FrontendMessages().query(statements));
        long unused = drainToReady(rowsOfEach);
    }

    /** As the other; fails and gives the channel up if the server stays silent for longer. */
    public void execute(String sql, int millis) {
        send(new FrontendMessages().query(sql));
        limitReads(millis);
        long unused = drainToReady();
        limitReads(0);
    }

    /** Sends a statement without waiting; {@link #takeAnswer} tells how it went. */
    public void executeAhead(String sql) {
        send(new FrontendMessages().query(sql));
        busy = false;
        answerDue = true;
    }

    /**
     * Reads the answer to {@link #executeAhead} if there is one to come, and else what the server
     * has said unasked, such as that it has ended the connection.
     */
    public void takeAnswer(int millis) {
        requireIdle();
        if (answerDue) {
            limitReads(millis);
            finishAhead();
            limitReads(0);
            return;
        }
        requireSilence();
    }

    /** What came unasked would be taken for the answer to the next statement. */
    private void requireSilence() {
        byte type = poll();
        if (type == BackendMessage.ERROR_RESPONSE) {
            throw endedUnasked();
        }
        if (type != NOTHING) {
            throw unexpected(type, "no statement");
        }
    }

    private void finishAhead() {
        if (answerDue) {
            answerDue = false;
            busy = true;
            long unused = drainToReady();
        }
    }

    private HowdahException endedUnasked() {
        usable = false;
        return ServerError.parse(message.bytes, message.start, message.end)
                .toException(server, cancelAsked, limits);
    }

    void send(FrontendMessages messages) {
        requireUsable();
        requireIdle();
        finishAhead();
        requireSilence();
        message.trim();
        cancelAsked = false;
        busy = true;
        sendMore(messages);
    }

    void sendMore(FrontendMessages messages) {
        try {
            messages.writeTo(output);
        } catch (IOException failure) {
            throw lostWhileSending(failure);
        }
    }

    /** Sends bytes of a message whose frame the caller has made. */
    void sendBytes(byte[] bytes, int offset, int length) {
        try {
            output.write(bytes, offset, length);
        } catch (IOException failure) {
            throw lostWhileSending(failure);
        }
    }

    /**
     * Reads on to ReadyForQuery, then throws the first error that came on the way.
     *
     * @return the rows that the last command changed, -1 if it changes none
     */
    long drainToReady() {
        return drainToReady(rows -> {});
    }

    private long drainToReady(LongConsumer rowsOfEach) {
        ServerError error = null;
        long rows = -1;
        boolean answered = false;
        while (true) {
            byte type = next();
            if (type == BackendMessage.READY_FOR_QUERY) {
                break;
            }
            answered = true;
            if (type == BackendMessage.ERROR_RESPONSE) {
                error = firstError(error);
            } else if (type == BackendMessage.COMMAND_COMPLETE) {
                rows = CommandTag.affectedRows(message.bytes, message.start, message.end);
                rowsOfEach.accept(rows);
            } else if (type == BackendMessage.COPY_IN_RESPONSE) {
                sendMore(new FrontendMessages().copyFail("Howdah sends no data here"));
            }
        }
        if (error != null) {
            throw error.toException(server, cancelAsked, limits);
        }
        if (!answered) {
            throw nonsense("no answer to a statement");
        }
        return rows;
    }

    /** Reads the error in the current message and everything up to ReadyForQuery. */
    HowdahException failAfterReady() {
        ServerError error = firstError(null);
        while (next() != BackendMessage.READY_FOR_QUERY) {
            // What follows an error is only the way back to idle.
        }
        return error.toException(server, cancelAsked, limits);
    }

    private ServerError firstError(@Nullable ServerError earlier) {
        ServerError error = ServerError.parse(message.bytes, message.start, message.end);
        if (error.endsConnection()) {
            usable = false;
            throw (earlier == null ? error : earlier).toException(server, cancelAsked, limits);
        }
        return earlier == null ? error : earlier;
    }

    /**
     * Moves to the next message that belongs to the conversation; notices, notifications and
     * parameter changes are skipped.
     *
     * @return the message's type; its body lies in {@link #message}
     */
    byte next() {
        requireUsable();
        while (true) {
            byte type = nextOfAnyType();
            if (!isAsynchronous(type)) {
                if (type == BackendMessage.READY_FOR_QUERY) {
                    transactionStatus = readStatus();
                    busy = false;
                    if (transactionStatus == IDLE) {
                        limits = "";
                    }
                }
                return type;
            }
        }
    }

    /**
     * Moves to the next message that belongs to the conversation if it has come already.
     *
     * @return its type, or {@link #NOTHING}
     */
    byte poll() {
        requireUsable();
        try {
            while (hasArrivals()) {
                limitReads(POLL_MILLIS);
                byte type = message.next();
                if (!isAsynchronous(type)) {
                    return type;
                }
            }
            return NOTHING;
        } catch (SocketTimeoutException torn) {
            return NOTHING;
        } catch (ProtocolException nonsense) {
            throw nonsense(String.valueOf(nonsense.getMessage()));
        } catch (IOException failure) {
            throw lost(failure);
        } finally {
            if (usable) {
                limitReads(0);
            }
        }
    }

    private boolean hasArrivals() throws IOException {
        return message.hasWholeNext()
                || (input instanceof SharedInput shared
                        ? shared.hasArrivals()
                        : input.available() > 0);
    }

    private boolean isAsynchronous(byte type) {
        if (type == BackendMessage.PARAMETER_STATUS) {
            ParameterStatus.note(message, parameters);
            return true;
        }
        return type == BackendMessage.NOTICE_RESPONSE
                || type == BackendMessage.NOTIFICATION_RESPONSE;
    }

    /** A parameter that the server has reported on this channel, not at the connection's start. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private byte nextOfAnyType() {
        try {
            return message.next();
        } catch (ProtocolException nonsense) {
            throw nonsense(String.valueOf(nonsense.getMessage()));
        } catch (IOException failure) {
            throw lost(failure);
        }
    }

    /**
     * Skips what is in the buffer, without waiting for more.
     *
     * @return true if ReadyForQuery was among it
     */
    boolean skipBufferedToReady() {
        return skipBuffered(BackendMessage.READY_FOR_QUERY);
    }

    private boolean skipBuffered(byte last) {
        while (message.hasWholeNext()) {
            if (skipOne() == last) {
                return true;
            }
        }
        return false;
    }

    /** Skips everything up to ReadyForQuery, errors too; fails if that takes longer. */
    void skipToReady(int millis) {
        skipTo(BackendMessage.READY_FOR_QUERY, millis);
    }

    /** Skips everything up to a message of a type; fails if that takes longer. */
    void skipTo(byte last, int millis) {
        long deadline = System.nanoTime() + millis * 1_000_000L;
        boolean found = false;
        while (!found) {
            long left = (deadline - System.nanoTime()) / 1_000_000L;
            limitReads((int) Math.max(1, left));
            if (left <= 0) {
                throw lost(new SocketTimeoutException());
            }
            found = skipBuffered(last) || skipOne() == last;
        }
        limitReads(0);
    }

    /**
     * Reads what arrived behind the last ReadyForQuery, so that somebody else can go on reading the
     * stream at the beginning of a message.
     */
    public void settle() {
        requireIdle();
        finishAhead();
        requireSilence();
        // Of a message that is on its way the beginning may have come.
        while (message.hasMore() && usable) {
            byte type = nextOfAnyType();
            if (type == BackendMessage.ERROR_RESPONSE) {
                throw endedUnasked();
            }
            if (!isAsynchronous(type)) {
                throw unexpected(type, "no statement");
            }
        }
    }

    private byte skipOne() {
        byte type = next();
        if (type == BackendMessage.ERROR_RESPONSE
                && ServerError.parse(message.bytes, message.start, message.end).endsConnection()) {
            usable = false;
        }
        return type;
    }

    /** Limits the next reads; a read that takes longer fails and ends the connection. */
    private void limitReads(int millis) {
        try {
            timeout.set(millis);
        } catch (IOException failure) {
            throw lost(failure);
        }
    }

    HowdahException nonsense(String what) {
        usable = false;
        return HowdahException.of(
                ErrorKind.CONNECTION,
                "08P01",
                "The connection to %s is closed: the server sent %s, which the protocol doesn't allow"
                        .formatted(server, what));
    }

    /** The failure for a message that does not belong here. */
    HowdahException unexpected(byte type, String during) {
        return nonsense("a message of type " + MessageBuffer.describe(type) + " during " + during);
    }

    /** A server that ends a connection says why before it does. */
    private HowdahException lostWhileSending(IOException failure) {
        try {
            timeout.set(LAST_WORDS_MILLIS);
            while (true) {
                if (message.next() == BackendMessage.ERROR_RESPONSE) {
                    usable = false;
                    return ServerError.parse(message.bytes, message.start, message.end)
                            .toException(server, cancelAsked, limits);
                }
            }
        } catch (IOException silence) {
            return lost(failure);
        }
    }

    private HowdahException lost(IOException failure) {
        usable = false;
        String reason =
                failure instanceof SocketTimeoutException
                        ? "the server did not answer in time"
                        : String.valueOf(failure.getMessage());
        return HowdahException.of(
                ErrorKind.CONNECTION,
                "The connection to %s was lost: %s. Run the statement again; if it happens again, "
                                .formatted(server, reason)
                        + "look at the server's log",
                failure);
    }

    private void requireUsable() {
        if (!usable) {
            throw HowdahException.of(
                    ErrorKind.CONNECTION, "08003", "The connection to " + server + " is closed");
        }
    }

    private void requireIdle() {
        if (busy) {
            throw HowdahException.internal(
                    "The rows of a statement on %s were neither read to their end nor closed"
                            .formatted(server));
        }
    }

    private byte readStatus() {
        byte status = message.end - message.start == 1 ? message.bytes[message.start] : 0;
        if (status != IDLE && status != 'T' && status != 'E') {
            throw nonsense("an unknown transaction status " + status);
        }
        return status;
    }
}
