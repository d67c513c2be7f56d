package dev.howdah.postgres.connection;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** A session of a pool with what the pool must remember about it; guarded by the pool's line. */
final class PooledSession {
    private final Session session;
    private final long openedAt = System.nanoTime();

    /** Between 0 and a tenth of the longest life, so that not all are replaced at once. */
    private final double haste = ThreadLocalRandom.current().nextDouble(0.1);

    private long restingSince = openedAt;

    /** Why the pool closes a session. */
    enum Reason {
        IDLE,
        AGED,
        BROKEN,
        SURPLUS
    }

    PooledSession(Session session) {
        this.session = session;
    }

    Session session() {
        return session;
    }

    void rests(long now) {
        restingSince = now;
    }

    long ageNanos(long now) {
        return now - openedAt;
    }

    long restedNanos(long now) {
        return now - restingSince;
    }

    boolean isAged(PoolSettings settings, long now) {
        return nanosToAge(settings, now) <= 0;
    }

    boolean isIdle(PoolSettings settings, long now) {
        return nanosToIdle(settings, now) <= 0;
    }

    /** How long it may rest from now on; {@link Long#MAX_VALUE} for ever. */
    long nanosLeft(PoolSettings settings, long now) {
        return Math.min(nanosToAge(settings, now), nanosToIdle(settings, now));
    }

    private long nanosToAge(PoolSettings settings, long now) {
        long most = nanos(settings.maxLifetime());
        return most == Long.MAX_VALUE ? most : most - (long) (most * haste) - ageNanos(now);
    }

    private long nanosToIdle(PoolSettings settings, long now) {
        long most = nanos(settings.idleTimeout());
        return most == Long.MAX_VALUE ? most : most - restedNanos(now);
    }

    ConnectionInfo describe(long now, boolean lent) {
        return new ConnectionInfo(
                session.describe(),
                session.backendPid(),
                session.tls().map(TlsProtection::protocol),
                Duration.ofNanos(ageNanos(now)),
                lent);
    }

    /** The longest time stands for zero, and for more than nanoseconds can count. */
    static long nanos(Duration duration) {
        return duration.isZero() || duration.toDays() > 36_500
                ? Long.MAX_VALUE
                : duration.toNanos();
    }
}
