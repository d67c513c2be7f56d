package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** How long sessions are kept, how a dead one is noticed, and that nothing outlives the pool. */
@ParameterizedClass
@MethodSource("versions")
final class PoolLifeTest {
    private static final Duration LONGER_THAN_TRUSTED = Duration.ofMillis(1_050);

    private final ConnectionSettings settings;

    PoolLifeTest(int version) {
        settings =
                ConnectionSettings.parse(
                        TestServers.of(version).connectionString() + " application_name=pool_life");
    }

    static IntStream versions() {
        return TestServers.versions();
    }

    @Test
    void closesWhatRestsTooLongAndEndsItsThread() {
        try (SessionPool pool = PoolRules.of(2).idle(1).open(settings)) {
            Session session = pool.acquire();
            pool.release(session);
            await(() -> !pool.statistics().reaperRunning());
            assertThat(session.isUsable()).isFalse();
            assertThat(pool.statistics().closedIdle()).isEqualTo(1);
            awaitNobodyIn();
        }
    }

    @Test
    void closesWhatRestsTooLongWhenMetIfNobodyWatches() {
        try (SessionPool pool = PoolRules.of(2).idle(1).withoutReaper().open(settings)) {
            Session session = pool.acquire();
            pool.release(session);
            assertThat(pool.statistics().reaperRunning()).isFalse();
            long since = System.nanoTime();
            await(() -> System.nanoTime() - since > 2_000_000);
            assertThat(session.isUsable()).isTrue();
            Session fresh = pool.acquire();
            assertThat(fresh).isNotSameAs(session);
            assertThat(session.isUsable()).isFalse();
            assertThat(pool.statistics().closedIdle()).isEqualTo(1);
            pool.release(fresh);
        }
    }

    @Test
    void anOldSessionIsNotLentAgainButNeverTakenAway() {
        try (SessionPool pool = PoolRules.of(1).lives(1).open(settings)) {
            Session session = pool.acquire();
            await(() -> pool.connections().get(0).age().compareTo(Duration.ofMillis(2)) > 0);
            assertThat(session.isValid()).isTrue();
            pool.release(session);
            assertThat(session.isUsable()).isFalse();
            assertThat(pool.statistics().closedAged()).isEqualTo(1);
            assertThat(pool.statistics().closedBroken()).isZero();
        }
    }

    @Test
    void anOldSessionThatRestsIsClosed() {
        try (SessionPool pool = PoolRules.of(1).idle(0).open(settings)) {
            Session session = pool.acquire();
            pool.release(session);
            assertThat(pool.statistics().reaperRunning()).as("nothing to watch for").isFalse();
            pool.configure(PoolRules.of(1).lives(1).settings());
            await(() -> pool.statistics().closedAged() == 1);
            assertThat(session.isUsable()).isFalse();
        }
    }

    @Test
    void noticesWithoutAskingThatTheServerHasEndedASession() {
        try (SessionPool pool = PoolRules.of(1).asks(Optional.empty()).open(settings)) {
            Session session = pool.acquire();
            pool.release(session);
            terminate(session);
            Session fresh = pool.acquire();
            assertThat(fresh.isValid()).isTrue();
            assertThat(fresh).isNotSameAs(session);
            assertThat(pool.statistics().closedBroken()).isEqualTo(1);
            pool.release(fresh);
        }
    }

    @Test
    void asksASessionThatRestedLonger() {
        List<String> unhealthy =
                List.of(
                        "SELECT nonsense",
                        "BEGIN",
                        "SELECT pg_terminate_backend(pg_backend_pid())");
        for (String question : unhealthy) {
            try (SessionPool pool = PoolRules.of(1).asks(Optional.of(question)).open(settings)) {
                Session session = rested(pool);
                Session fresh = pool.acquire();
                assertThat(fresh).as(question).isNotSameAs(session);
                assertThat(pool.statistics().closedBroken()).isEqualTo(1);
                pool.release(fresh);
                assertThat(pool.acquire()).as("trusted for a moment").isSameAs(fresh);
                pool.release(fresh);
            }
        }
    }

    @Test
    void lendsAHealthySessionAgain() {
        List<String> healthy = List.of("SELECT 1", "SELECT generate_series(1, 1000); SELECT 2", "");
        for (String question : healthy) {
            try (SessionPool pool = PoolRules.of(1).asks(Optional.of(question)).open(settings)) {
                Session session = rested(pool);
                assertThat(pool.acquire()).as(question).isSameAs(session);
                assertThat(session.readText("SELECT 'alive'")).contains("alive");
                pool.release(session);
            }
        }
    }

    @Test
    void givesUpASessionThatDoesNotAnswer() {
        try (SessionPool pool =
                PoolRules.of(1).asks(Optional.of("SELECT pg_sleep(600)")).open(settings)) {
            Session session = rested(pool);
            Session fresh = pool.acquire();
            assertThat(fresh).isNotSameAs(session);
            assertThat(fresh.isValid()).isTrue();
            pool.release(fresh);
        }
    }

    @Test
    void describesItsConnections() {
        try (SessionPool pool = PoolRules.of(2).open(settings)) {
            Session first = pool.acquire();
            Session second = pool.acquire();
            pool.release(second);
            List<ConnectionInfo> connections = pool.connections();
            assertThat(connections).extracting(ConnectionInfo::lent).containsExactly(true, false);
            assertThat(connections)
                    .extracting(ConnectionInfo::backendPid)
                    .containsExactly(first.backendPid(), second.backendPid());
            assertThat(connections).allMatch(connection -> connection.tls().isEmpty());
            assertThat(connections.get(0).server()).isEqualTo(first.describe());
            pool.release(first);
        }
    }

    @Test
    void leavesNothingBehind() {
        SessionPool pool = PoolRules.of(3).open(settings);
        List<Session> all = IntStream.range(0, 3).mapToObj(i -> pool.acquire()).toList();
        pool.release(all.get(0));
        pool.release(all.get(1));
        assertThat(pool.statistics().reaperRunning()).isTrue();
        pool.close();
        pool.release(all.get(2));
        await(() -> !pool.statistics().reaperRunning());
        await(
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().startsWith("howdah-idle")));
        awaitNobodyIn();
        assertThat(pool.connections()).isEmpty();
    }

    private static Session rested(SessionPool pool) {
        Session session = pool.acquire();
        pool.release(session);
        long since = System.nanoTime();
        await(() -> System.nanoTime() - since > LONGER_THAN_TRUSTED.toNanos());
        return session;
    }

    private void terminate(Session session) {
        try (Session killer = Session.open(settings)) {
            killer.execute("SELECT pg_terminate_backend(" + session.backendPid() + ", 10000)");
        }
    }

    private void awaitNobodyIn() {
        try (Session watcher = Session.open(settings)) {
            await(
                    () ->
                            watcher.readText(
                                            "SELECT count(*) FROM pg_stat_activity WHERE"
                                                    + " application_name = 'pool_life'"
                                                    + " AND pid <> pg_backend_pid()")
                                    .equals(Optional.of("0")));
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
