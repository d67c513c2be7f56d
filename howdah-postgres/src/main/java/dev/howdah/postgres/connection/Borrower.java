package dev.howdah.postgres.connection;

import dev.howdah.postgres.connection.PoolLine.Grant;
import dev.howdah.postgres.connection.PoolSettings.AcquireMode;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/**
 * Somebody who wants one session of a pool and waits for it as the pool's settings say, in as many
 * pieces as he likes: he keeps his place in the line in between, and his time runs on. Used by one
 * thread at a time.
 */
public final class Borrower implements AutoCloseable {
    private final SessionPool pool;
    private final PoolLine line;
    private final PoolSettings rules;
    private final ConnectAttempts attempts;
    private final long began = System.nanoTime();
    private PoolLine.@Nullable Place place;
    private @Nullable Session ready;
    private @Nullable HowdahException refusal;

    Borrower(SessionPool pool, PoolLine line) {
        this.pool = pool;
        this.line = line;
        this.rules = line.settings();
        this.attempts = new ConnectAttempts(pool.settings(), rules.connectPatience());
    }

    /**
     * The session, if it can be had without waiting for another borrower. Give it back with {@link
     * SessionPool#release}.
     *
     * @throws HowdahException as {@link #await}
     */
    public Optional<Session> poll() {
        if (!await(Duration.ZERO)) {
            return Optional.empty();
        }
        Optional<Session> session = Optional.ofNullable(ready);
        ready = null;
        return session;
    }

    /** Whether {@link #poll} had nothing to give, so that there is something to await. */
    public boolean isWaiting() {
        return place != null && ready == null;
    }

    /**
     * Waits until {@link #poll} has a session to give.
     *
     * @param atMost for this piece
     * @return false if there was none in this time
     * @throws HowdahException if none can be opened, or not in time, or the pool is closed, or the
     *     thread was interrupted
     */
    public boolean await(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (ready == null) {
                Grant grant = claim(end);
                if (grant == null) {
                    return false;
                }
                PooledSession rested = grant.session();
                ready = rested == null ? open() : pool.reuse(rested);
                if (ready == null && place != null && rested != null) {
                    line.join(place, true, 0);
                }
            }
            place = null;
            return true;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw HowdahException.of(
                    ErrorKind.CANCELLED,
                    "Interrupted while waiting for one of the %d connections to %s"
                            .formatted(rules.maxConnections(), pool.settings().describe()),
                    interrupt);
        }
    }

    @Override
    public void close() {
        leave();
    }

    /** Leaves the line, and gives back what nobody fetched, until he asks again. Idempotent. */
    public void leave() {
        if (place != null) {
            Grant grant = line.leave(place);
            if (grant != null && grant.session() != null) {
                pool.release(grant.session().session());
            } else if (grant != null) {
                line.notOpened();
            }
            place = null;
        }
        if (ready != null) {
            pool.release(ready);
            ready = null;
        }
    }

    private @Nullable Grant claim(long end) throws InterruptedException {
        if (place == null) {
            Grant grant = line.findNow(rules.acquireMode() == AcquireMode.FORCE);
            if (grant != null) {
                return grant;
            }
            pool.requireOpen();
            if (rules.acquireMode() == AcquireMode.TRY && line.isExhausted()) {
                throw notAtOnce();
            }
            place = line.newPlace();
            line.join(place, false, 0);
        }
        long left = Math.min(end - System.nanoTime(), nanosOfPatience());
        Grant grant = line.await(place, left);
        if (grant == null) {
            pool.requireOpen();
            if (nanosOfPatience() <= 0) {
                throw tooLate();
            }
        }
        return grant;
    }

    /** Null after a failure that may pass; then it is in line again. */
    private @Nullable Session open() {
        try {
            return pool.open();
        } catch (HowdahException failure) {
            boolean comesBack =
                    rules.acquireMode() == AcquireMode.WAIT
                            && ConnectAttempts.isFull(failure)
                            && line.hasLent();
            long pause = attempts.pauseAfter(failure, comesBack);
            refusal = failure;
            if (place == null) {
                place = line.newPlace();
            }
            line.join(place, true, pause);
            return null;
        }
    }

    private long nanosOfPatience() {
        long most = PooledSession.nanos(rules.waitTimeout());
        return most == Long.MAX_VALUE ? most : most - (System.nanoTime() - began);
    }

    private HowdahException notAtOnce() {
        line.refused();
        return exhausted(
                "No connection is free: all %d connections to %s are in use, and"
                        + " pg_pool_acquire_mode=try doesn't wait; raise pg_pool_max_connections,"
                        + " set pg_pool_acquire_mode to wait, or find out who holds them");
    }

    private HowdahException tooLate() {
        line.refused();
        if (refusal != null) {
            return attempts.last(refusal);
        }
        long waited = (System.nanoTime() - began) / 1_000_000;
        return exhausted(
                "Connection pool timeout: all %d connections to %s are in use, waited "
                        + waited
                        + " ms; raise pg_pool_max_connections or pg_pool_wait_timeout_millis, or"
                        + " find out who holds them");
    }

    private HowdahException exhausted(String message) {
        return HowdahException.of(
                ErrorKind.CONNECTION,
                "08001",
                message.formatted(line.settings().maxConnections(), pool.settings().describe()));
    }
}
