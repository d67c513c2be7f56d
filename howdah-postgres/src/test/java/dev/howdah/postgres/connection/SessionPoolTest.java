package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.RowReader;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

final class SessionPoolTest {
    private final ConnectionSettings settings =
            ConnectionSettings.parse(TestServers.newest().connectionString());

    @Test
    void lendsASessionAgain() {
        try (SessionPool pool = new SessionPool(settings, PoolSettings.of(2))) {
            Session first = pool.acquire();
            pool.release(first);
            Session second = pool.acquire();
            assertThat(second).isSameAs(first);
            assertThat(pool.statistics())
                    .extracting("lent", "resting", "opened", "reused")
                    .containsExactly(1, 0, 1L, 1L);
            pool.release(second);
            assertThat(pool.statistics())
                    .extracting("lent", "resting", "opened", "reused")
                    .containsExactly(0, 1, 1L, 1L);
        }
    }

    @Test
    void waitsForASessionAtTheLimit() {
        try (SessionPool pool = new SessionPool(settings, PoolSettings.of(1))) {
            Session only = pool.acquire();
            assertThat(pool.tryAcquire()).isEmpty();
            CompletableFuture<Session> waiting = CompletableFuture.supplyAsync(pool::acquire);
            assertThat(waiting).isNotDone();
            pool.release(only);
            assertThat(waiting.join()).isSameAs(only);
            pool.release(only);
        }
    }

    @Test
    void cleansASessionThatComesBackInATransaction() {
        try (SessionPool pool = new SessionPool(settings, PoolSettings.of(1))) {
            for (String failing : new String[] {"SELECT 1", "SELECT 1/0"}) {
                Session session = pool.acquire();
                session.execute("BEGIN");
                try {
                    session.execute(failing);
                } catch (HowdahException expected) {
                    assertThat(session.transactionStatus()).isEqualTo((byte) 'E');
                }
                pool.release(session);
                Session again = pool.acquire();
                assertThat(again).isSameAs(session);
                assertThat(again.transactionStatus()).isEqualTo((byte) 'I');
                pool.release(again);
            }
        }
    }

    @Test
    void closesASessionThatIsBrokenOrBusy() {
        try (SessionPool pool = new SessionPool(settings, PoolSettings.of(1))) {
            Session closed = pool.acquire();
            closed.close();
            pool.release(closed);
            Session busy = pool.acquire();
            RowReader rows = busy.copyOut("SELECT generate_series(1, 1000000000)");
            assertThat(rows.nextRow()).isTrue();
            pool.release(busy);
            assertThat(busy.isUsable()).isFalse();
            assertThat(pool.statistics().resting()).isZero();
            Session fresh = pool.acquire();
            assertThat(fresh.isValid()).isTrue();
            pool.release(fresh);
        }
    }

    @Test
    void isEmptyWhenTheServerIsFull() {
        SecuredServer server = SecuredServer.instance();
        try (SessionPool pool = PoolRules.of(5).waits(50).open(server.settings("user=few"))) {
            Session first = pool.acquire();
            Optional<Session> second = pool.tryAcquire();
            assertThat(second).isPresent();
            assertThat(pool.tryAcquire()).isEmpty();
            assertThatThrownBy(pool::acquire).hasMessageContaining("close other connections");
            assertThat(pool.statistics().lent()).isEqualTo(2);
            pool.release(first);
            pool.release(second.orElseThrow());
        }
    }

    @Test
    void refusesToLendWhenClosed() {
        SessionPool pool = new SessionPool(settings, PoolSettings.of(1));
        Session lent = pool.acquire();
        pool.close();
        pool.close();
        assertThat(lent.isValid()).isTrue();
        pool.release(lent);
        assertThat(lent.isUsable()).isFalse();
        assertThatThrownBy(pool::acquire).hasMessageContaining("are closed");
        assertThat(pool.statistics().lent()).isZero();
    }
}
