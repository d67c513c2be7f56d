package dev.howdah.postgres.connection;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Closes a connection that isn't ready in time. The time limit of a socket counts for each read, so
 * that a server which sends a byte now and then would keep the client for ever.
 */
final class ConnectDeadline {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private enum State {
        WATCHING,
        IN_TIME,
        TOO_LATE
    }

    /** A task that runs can still be cancelled, so the future can't tell who was first. */
    private final AtomicReference<State> state = new AtomicReference<>(State.WATCHING);

    private final ScheduledFuture<?> closing;

    private ConnectDeadline(int seconds, Socket socket) {
        closing = CLOCK.schedule(() -> expire(socket), seconds, TimeUnit.SECONDS);
    }

    static ConnectDeadline in(int seconds, Socket socket) {
        return new ConnectDeadline(seconds, socket);
    }

    private void expire(Socket socket) {
        if (state.compareAndSet(State.WATCHING, State.TOO_LATE)) {
            close(socket);
        }
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock =
                new ScheduledThreadPoolExecutor(
                        1,
                        work -> {
                            // It inherits nothing of whoever happens to connect first.
                            Thread thread =
                                    new Thread(null, work, "howdah-connect-timeout", 0, false);
                            thread.setContextClassLoader(ConnectDeadline.class.getClassLoader());
                            thread.setDaemon(true);
                            return thread;
                        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(1, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        return clock;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // Then whoever waits for it knows.
        }
    }

    /** Ends the watch; false if the connection has been closed by it. */
    boolean stop() {
        boolean unused = closing.cancel(false);
        state.compareAndSet(State.WATCHING, State.IN_TIME);
        return state.get() == State.IN_TIME;
    }
}
