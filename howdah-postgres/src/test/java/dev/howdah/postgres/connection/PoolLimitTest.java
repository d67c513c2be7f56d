package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.connection.PoolSettings.AcquireMode;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** What happens when all sessions of a pool are lent, and when its limit changes meanwhile. */
final class PoolLimitTest {
    private final ConnectionSettings settings =
            ConnectionSettings.parse(TestServers.newest().connectionString());

    @Test
    void saysWhoWasWaitedForInVain() {
        try (SessionPool pool = PoolRules.of(1).waits(50).open(settings)) {
            Session only = pool.acquire();
            HowdahException failure = catchThrowableOfType(HowdahException.class, pool::acquire);
            assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
            assertThat(failure)
                    .hasMessageMatching(
                            "Connection pool timeout: all 1 connections to \\S+@\\S+:\\d+/\\S+ are"
                                    + " in use, waited \\d+ ms; raise pg_pool_max_connections or"
                                    + " pg_pool_wait_timeout_millis, or find out who holds them");
            assertThat(pool.statistics().refused()).isEqualTo(1);
            assertThat(pool.statistics().waiting()).isZero();
            pool.release(only);
        }
    }

    @Test
    void failsAtOnceIfItOnlyTries() {
        try (SessionPool pool = PoolRules.of(1).mode(AcquireMode.TRY).waits(0).open(settings)) {
            Session only = pool.acquire();
            assertThatThrownBy(pool::acquire)
                    .hasMessageContaining("all 1 connections to")
                    .hasMessageContaining("pg_pool_acquire_mode");
            pool.release(only);
            pool.release(pool.acquire());
        }
    }

    @Test
    void forcesOneMoreAndClosesItAfterwards() {
        try (SessionPool pool = PoolRules.of(1).mode(AcquireMode.FORCE).waits(0).open(settings)) {
            Session first = pool.acquire();
            Session second = pool.acquire();
            assertThat(pool.tryAcquire()).isEmpty();
            assertThat(pool.statistics().lent()).isEqualTo(2);
            pool.release(first);
            assertThat(first.isUsable()).isFalse();
            pool.release(second);
            assertThat(second.isUsable()).isTrue();
            assertThat(pool.statistics().resting()).isEqualTo(1);
        }
    }

    @Test
    void servesInTheOrderOfArrival() {
        ConcurrentLinkedQueue<Integer> served = new ConcurrentLinkedQueue<>();
        try (SessionPool pool = PoolRules.of(1).open(settings)) {
            Session only = pool.acquire();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int number = i;
                Thread thread =
                        new Thread(
                                () -> {
                                    Session session = pool.acquire();
                                    served.add(number);
                                    pool.release(session);
                                });
                thread.start();
                threads.add(thread);
                awaitWaiting(pool, i + 1);
            }
            assertThat(pool.tryAcquire()).as("nobody jumps the queue").isEmpty();
            pool.release(only);
            threads.forEach(PoolLimitTest::join);
        }
        assertThat(served).containsExactlyElementsOf(IntStream.range(0, 5).boxed().toList());
    }

    @Test
    void somebodyWhoWaitsInPiecesKeepsHisPlace() {
        try (SessionPool pool = PoolRules.of(1).open(settings);
                Borrower first = pool.borrower()) {
            Session only = pool.acquire();
            assertThat(first.poll()).isEmpty();
            assertThat(first.await(Duration.ofMillis(1))).isFalse();
            assertThat(first.isWaiting()).isTrue();
            CompletableFuture<Session> second = CompletableFuture.supplyAsync(pool::acquire);
            awaitWaiting(pool, 2);
            pool.release(only);
            assertThat(pool.statistics().waiting()).isEqualTo(1);
            assertThat(first.poll()).contains(only);
            assertThat(second).isNotDone();
            pool.release(only);
            pool.release(second.join());
        }
    }

    @Test
    void whoLeavesTheLineLetsTheNextOneHaveIt() {
        try (SessionPool pool = PoolRules.of(1).open(settings)) {
            Session only = pool.acquire();
            Borrower first = pool.borrower();
            assertThat(first.poll()).isEmpty();
            CompletableFuture<Session> second = CompletableFuture.supplyAsync(pool::acquire);
            awaitWaiting(pool, 2);
            pool.release(only);
            first.close();
            first.close();
            pool.release(second.join());
            assertThat(pool.statistics().lent()).isZero();
        }
    }

    @Test
    void aSessionThatBreaksMakesRoomForTheNextInLine() {
        try (SessionPool pool = PoolRules.of(1).open(settings)) {
            Session only = pool.acquire();
            CompletableFuture<Session> waiting = CompletableFuture.supplyAsync(pool::acquire);
            awaitWaiting(pool, 1);
            terminate(only);
            pool.release(only);
            Session fresh = waiting.join();
            assertThat(fresh).isNotSameAs(only);
            assertThat(fresh.isValid()).isTrue();
            pool.release(fresh);
            assertThat(pool.statistics().closedBroken()).isEqualTo(1);
        }
    }

    @Test
    void aHigherLimitLetsInWhoWaits() {
        try (SessionPool pool = PoolRules.of(1).open(settings)) {
            Session first = pool.acquire();
            CompletableFuture<Session> waiting = CompletableFuture.supplyAsync(pool::acquire);
            awaitWaiting(pool, 1);
            pool.configure(PoolSettings.of(2));
            pool.release(waiting.join());
            pool.release(first);
            assertThat(pool.statistics().resting()).isEqualTo(2);
        }
    }

    @Test
    void aLowerLimitClosesWhatRestsAndWhatComesBack() {
        try (SessionPool pool = PoolRules.of(3).open(settings)) {
            Session first = pool.acquire();
            Session second = pool.acquire();
            Session third = pool.acquire();
            pool.release(third);
            pool.configure(PoolSettings.of(1));
            assertThat(third.isUsable()).isFalse();
            assertThat(first.isValid()).as("in use").isTrue();
            pool.release(first);
            assertThat(first.isUsable()).isFalse();
            pool.release(second);
            assertThat(second.isUsable()).isTrue();
            assertThat(pool.poolSettings().maxConnections()).isEqualTo(1);
        }
    }

    @Test
    void withoutALimitNothingIsKept() {
        try (SessionPool pool = PoolRules.of(0).open(settings)) {
            List<Session> all =
                    IntStream.range(0, 8).mapToObj(i -> pool.tryAcquire().orElseThrow()).toList();
            all.forEach(pool::release);
            assertThat(all).noneMatch(Session::isUsable);
            assertThat(pool.statistics().resting()).isZero();
        }
    }

    @Test
    void keepsNothingIfToldSo() {
        try (SessionPool pool = PoolRules.of(1).keepsNone().open(settings)) {
            Session first = pool.acquire();
            assertThat(pool.tryAcquire()).isEmpty();
            CompletableFuture<Session> waiting = CompletableFuture.supplyAsync(pool::acquire);
            awaitWaiting(pool, 1);
            pool.release(first);
            assertThat(first.isUsable()).isFalse();
            Session second = waiting.join();
            assertThat(second).isNotSameAs(first);
            pool.release(second);
        }
    }

    @Test
    void stopsWaitingWhenInterrupted() {
        AtomicReference<HowdahException> failure = new AtomicReference<>();
        try (SessionPool pool = PoolRules.of(1).open(settings)) {
            Session only = pool.acquire();
            Thread thread =
                    new Thread(
                            () ->
                                    failure.set(
                                            catchThrowableOfType(
                                                    HowdahException.class, pool::acquire)));
            thread.start();
            awaitWaiting(pool, 1);
            thread.interrupt();
            join(thread);
            assertThat(failure.get().kind()).isEqualTo(ErrorKind.CANCELLED);
            assertThat(pool.statistics().waiting()).isZero();
            pool.release(only);
        }
    }

    @Test
    void sendsAwayWhoWaitsWhenItIsClosed() {
        SessionPool pool = PoolRules.of(1).waits(0).open(settings);
        Session only = pool.acquire();
        CompletableFuture<Session> waiting = CompletableFuture.supplyAsync(pool::acquire);
        awaitWaiting(pool, 1);
        pool.close();
        assertThatThrownBy(waiting::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("are closed");
        assertThatThrownBy(pool::tryAcquire).hasMessageContaining("are closed");
        pool.release(only);
        assertThat(only.isUsable()).isFalse();
    }

    @Test
    void waitsForItsOwnSessionsWhenTheServerIsFull() {
        SecuredServer server = SecuredServer.instance();
        try (SessionPool pool = PoolRules.of(5).patience(0).open(server.settings("user=few"))) {
            Session first = pool.acquire();
            Session second = pool.acquire();
            CompletableFuture<Session> waiting = CompletableFuture.supplyAsync(pool::acquire);
            awaitWaiting(pool, 1);
            pool.release(first);
            assertThat(waiting.join()).isSameAs(first);
            pool.release(first);
            pool.release(second);
        }
    }

    @Test
    void takesASessionBackOnce() {
        try (SessionPool pool = PoolRules.of(1).open(settings)) {
            Session session = pool.acquire();
            pool.release(session);
            assertThatThrownBy(() -> pool.release(session)).hasMessageContaining("twice");
        }
    }

    private void terminate(Session session) {
        try (Session killer = Session.open(settings)) {
            killer.execute("SELECT pg_terminate_backend(" + session.backendPid() + ", 10000)");
        }
        assertThat(session.isValid()).isFalse();
    }

    private static void awaitWaiting(SessionPool pool, int number) {
        while (pool.statistics().waiting() < number) {
            Thread.onSpinWait();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupt) {
            throw new IllegalStateException(interrupt);
        }
    }
}
