package dev.howdah.postgres.connection;

import java.util.List;
import java.util.function.Consumer;

/** Closes sessions that rested too long or grew too old; ends when there is none to watch. */
final class Reaper implements Runnable {
    private final PoolLine line;
    private final Consumer<? super PooledSession> closer;

    private Reaper(PoolLine line, Consumer<? super PooledSession> closer) {
        this.line = line;
        this.closer = closer;
    }

    static void start(PoolLine line, Consumer<? super PooledSession> closer) {
        // It inherits nothing of whoever happens to give a session back.
        Thread thread =
                new Thread(null, new Reaper(line, closer), "howdah-idle-connections", 0, false);
        thread.setContextClassLoader(Reaper.class.getClassLoader());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            List<PooledSession> expired;
            do {
                expired = line.awaitExpired();
                expired.forEach(closer);
            } while (!expired.isEmpty());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
