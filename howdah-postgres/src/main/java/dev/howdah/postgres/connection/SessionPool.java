package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.MessageChannel;
import dev.howdah.postgres.wire.ServerError;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Sessions with the same settings, up to a limit, lent and given back.
 *
 * <p>Thread-safe. Sessions that nobody used for a while are closed by a daemon thread.
 */
public final class SessionPool implements AutoCloseable {
    /** How long an unused session is kept. */
    public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    /** A session that rested longer is asked whether it still lives before it is lent. */
    private static final long TRUSTED_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Set<String> SERVER_IS_FULL =
            Set.of(ServerError.TOO_MANY_CONNECTIONS, "53400", "57P03");

    private final ConnectionSettings settings;
    private final int limit;
    private final long idleNanos;
    private final Semaphore permits;

    /** The most recently used first; guarded by this pool. */
    private final Deque<Resting> resting = new ArrayDeque<>();

    private @Nullable Thread reaper;
    private boolean closed;
    private long opened;
    private long reused;

    private record Resting(Session session, long since) {}

    /**
     * What a pool holds and has done.
     *
     * @param lent sessions that somebody uses now
     * @param resting open sessions that nobody uses now
     * @param opened connections made since the beginning
     * @param reused how often a session was lent again
     */
    public record Counters(int lent, int resting, long opened, long reused) {}

    /** A pool of at most {@code limit} sessions. Opens none yet. */
    public SessionPool(ConnectionSettings settings, int limit) {
        this(settings, limit, IDLE_TIMEOUT);
    }

    /** A pool that closes sessions unused for longer than {@code idleTimeout}. */
    public SessionPool(ConnectionSettings settings, int limit, Duration idleTimeout) {
        if (limit < 1) {
            throw HowdahException.user(
                    "A limit of %d connections leaves none; give at least 1".formatted(limit));
        }
        this.settings = settings;
        this.limit = limit;
        this.idleNanos = idleTimeout.toNanos();
        this.permits = new Semaphore(limit, true);
    }

    /** The settings of all sessions. */
    public ConnectionSettings settings() {
        return settings;
    }

    /** The most sessions at a time. */
    public int limit() {
        return limit;
    }

    /**
     * Lends a session, waiting until one is free. Give it back with {@link #release}.
     *
     * @throws HowdahException if none can be opened, or the thread was interrupted
     */
    public Session acquire() {
        try {
            permits.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw HowdahException.of(
                    ErrorKind.CANCELLED,
                    "Interrupted while waiting for one of the %d connections to %s"
                            .formatted(limit, settings.describe()),
                    interrupted);
        }
        return take();
    }

    /**
     * Lends a session if that needs no waiting for another borrower.
     *
     * @return empty if the limit is reached, here or in the server
     */
    public Optional<Session> tryAcquire() {
        if (!permits.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(take());
        } catch (HowdahException failure) {
            if (SERVER_IS_FULL.contains(failure.sqlState())) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Takes a session back: in a transaction it is rolled back, broken it is closed. */
    public void release(Session session) {
        try {
            if (isReusable(session)) {
                rest(session);
            } else {
                session.close();
            }
        } finally {
            permits.release();
        }
    }

    public synchronized Counters counters() {
        int lent = limit - permits.availablePermits();
        return new Counters(lent, resting.size(), opened, reused);
    }

    /** Closes the resting sessions; the lent ones close when they are given back. Idempotent. */
    @Override
    public void close() {
        List<Resting> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(resting);
            resting.clear();
            notifyAll();
        }
        all.forEach(each -> each.session().close());
    }

    private Session take() {
        boolean taken = false;
        try {
            Session session = findResting();
            if (session == null) {
                session = Session.open(settings);
                synchronized (this) {
                    opened++;
                }
            }
            taken = true;
            return session;
        } finally {
            if (!taken) {
                permits.release();
            }
        }
    }

    private @Nullable Session findResting() {
        while (true) {
            Resting candidate;
            synchronized (this) {
                if (closed) {
                    throw HowdahException.of(
                            ErrorKind.CONNECTION,
                            "08003",
                            "The connections to %s are closed".formatted(settings.describe()));
                }
                candidate = resting.pollFirst();
            }
            if (candidate == null) {
                return null;
            }
            long rested = System.nanoTime() - candidate.since();
            Session session = candidate.session();
            if (rested < TRUSTED_NANOS ? session.isUsable() : session.isValid()) {
                synchronized (this) {
                    reused++;
                }
                return session;
            }
            session.close();
        }
    }

    private static boolean isReusable(Session session) {
        if (!session.isUsable() || session.isBusy()) {
            return false;
        }
        try {
            if (session.transactionStatus() != MessageChannel.IDLE) {
                session.execute("ROLLBACK");
            }
            return session.isUsable();
        } catch (HowdahException broken) {
            return false;
        }
    }

    private void rest(Session session) {
        synchronized (this) {
            if (!closed) {
                resting.addFirst(new Resting(session, System.nanoTime()));
                startReaper();
                return;
            }
        }
        session.close();
    }

    private void startReaper() {
        if (reaper == null) {
            reaper = new Thread(this::reap, "howdah-idle-connections");
            reaper.setDaemon(true);
            reaper.start();
        }
    }

    /** Closes sessions that rested too long; ends with the last one, so an unused pool is gone. */
    private void reap() {
        while (true) {
            List<Session> tired = new ArrayList<>();
            synchronized (this) {
                long now = System.nanoTime();
                while (!resting.isEmpty() && now - resting.peekLast().since() >= idleNanos) {
                    tired.add(resting.pollLast().session());
                }
                if (tired.isEmpty()) {
                    if (resting.isEmpty()) {
                        reaper = null;
                        return;
                    }
                    long left = idleNanos - (now - resting.peekLast().since());
                    try {
                        wait(Math.max(1, left / 1_000_000));
                    } catch (InterruptedException stopped) {
                        reaper = null;
                        return;
                    }
                }
            }
            tired.forEach(Session::close);
        }
    }
}
