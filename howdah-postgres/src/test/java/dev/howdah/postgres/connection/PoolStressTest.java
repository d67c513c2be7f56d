package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Many borrowers on few connections while backends are killed at random. */
final class PoolStressTest {
    private static final int BORROWERS = 30;
    private static final int BORROWINGS = 200;
    private static final int CONNECTIONS = 3;

    private final Queue<Throwable> strange = new ConcurrentLinkedQueue<>();
    private final AtomicInteger worked = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger lent = new AtomicInteger();
    private final AtomicInteger mostLent = new AtomicInteger();

    static IntStream versions() {
        return TestServers.versions();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyBorrowerGetsASessionOrOneClearError(int version) {
        ConnectionSettings admin =
                ConnectionSettings.parse(TestServers.of(version).connectionString());
        ExecutorService threads = Executors.newFixedThreadPool(BORROWERS);
        try (Session killer = Session.open(admin)) {
            killer.execute("DROP ROLE IF EXISTS stressed");
            // The server itself refuses one connection more.
            killer.execute("CREATE ROLE stressed LOGIN CONNECTION LIMIT " + CONNECTIONS);
            ConnectionSettings settings =
                    ConnectionSettings.parse(
                            TestServers.of(version).connectionString() + " user=stressed");
            SessionPool pool = PoolRules.of(CONNECTIONS).patience(60_000).open(settings);
            try (pool) {
                List<CompletableFuture<Void>> all = new ArrayList<>();
                for (int i = 0; i < BORROWERS; i++) {
                    int seed = i;
                    all.add(
                            CompletableFuture.runAsync(
                                    () -> borrow(pool, new Random(seed)), threads));
                }
                CompletableFuture<Void> end =
                        CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]));
                while (!end.isDone()) {
                    killer.execute(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                    + " WHERE usename = 'stressed' AND random() < 0.3");
                    killer.execute("SELECT pg_sleep(0.01)");
                }
                end.join();
            }
            assertThat(strange).isEmpty();
            assertThat(worked.get() + failed.get()).isEqualTo(BORROWERS * BORROWINGS);
            assertThat(mostLent.get()).isLessThanOrEqualTo(CONNECTIONS);
            assertThat(pool.statistics().lent()).isZero();
            assertThat(pool.statistics().resting()).isZero();
            while (!killer.readText(
                            "SELECT count(*) FROM pg_stat_activity WHERE usename = 'stressed'")
                    .orElseThrow()
                    .equals("0")) {
                Thread.onSpinWait();
            }
            killer.execute("DROP ROLE stressed");
        } finally {
            threads.shutdownNow();
        }
    }

    private void borrow(SessionPool pool, Random random) {
        for (int i = 0; i < BORROWINGS; i++) {
            try {
                Session session = pool.acquire();
                mostLent.accumulateAndGet(lent.incrementAndGet(), Math::max);
                try {
                    String number = String.valueOf(random.nextInt(1000));
                    if (random.nextInt(4) == 0) {
                        session.markTouched();
                        session.execute("BEGIN; SET LOCAL work_mem = '1MB'");
                    }
                    assertThat(session.readText("SELECT " + number)).contains(number);
                } finally {
                    lent.decrementAndGet();
                    pool.release(session);
                }
                worked.incrementAndGet();
            } catch (HowdahException failure) {
                failed.incrementAndGet();
                if (failure.kind() != ErrorKind.CONNECTION) {
                    strange.add(failure);
                }
            } catch (RuntimeException | AssertionError defect) {
                strange.add(defect);
            }
        }
    }
}
