package dev.howdah.duckdb.jdbc;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Stops a statement that takes too long. */
final class Timeout {
    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "howdah-timeout");
                        thread.setDaemon(true);
                        return thread;
                    });

    private final Runnable stop;
    private @Nullable Future<?> alarm;
    private boolean over;

    private Timeout(Runnable stop) {
        this.stop = stop;
    }

    /** Calls {@code stop} after so many seconds unless stopped before; 0 means never. */
    static Timeout start(int seconds, Runnable stop) {
        Timeout timeout = new Timeout(stop);
        if (seconds > 0) {
            timeout.set(seconds);
        }
        return timeout;
    }

    private synchronized void set(int seconds) {
        alarm = CLOCK.schedule(this::ring, seconds, TimeUnit.SECONDS);
    }

    private synchronized void ring() {
        if (!over) {
            stop.run();
        }
    }

    /** The statement has ended; waits for a stop that is under way, which must not hit the next. */
    synchronized void stop() {
        over = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
    }
}
