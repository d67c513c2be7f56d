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

    private final @Nullable Future<?> alarm;

    private Timeout(@Nullable Future<?> alarm) {
        this.alarm = alarm;
    }

    /** Calls {@code stop} after so many seconds unless stopped before; 0 means never. */
    static Timeout start(int seconds, Runnable stop) {
        return new Timeout(seconds == 0 ? null : CLOCK.schedule(stop, seconds, TimeUnit.SECONDS));
    }

    /** The statement has ended. */
    void stop() {
        if (alarm != null) {
            alarm.cancel(false);
        }
    }
}
