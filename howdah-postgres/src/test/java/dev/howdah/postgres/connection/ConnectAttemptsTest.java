package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** Who waits gets in once the server lets people in; who can't get in hears why at once. */
final class ConnectAttemptsTest {
    private static final int LONG = 60_000;

    @ParameterizedTest
    @ValueSource(strings = {"57P03", "53300", "53400"})
    void getsInWhenTheServerIsReady(String sqlState) throws IOException {
        try (Turnstile server = turnstile(3, sqlState);
                SessionPool pool = PoolRules.of(1).patience(LONG).open(at(server.port()))) {
            Session session = pool.acquire();
            assertThat(session.isValid()).isTrue();
            pool.release(session);
            assertThat(server.comers()).isEqualTo(4);
            assertThat(pool.statistics().opened()).isEqualTo(1);
        }
    }

    @Test
    void getsInOnceSomebodyListens() throws IOException {
        int port = Turnstile.deadPort();
        try (SessionPool pool =
                PoolRules.of(1).patience(LONG).open(at("localhost,localhost", port))) {
            CompletableFuture<Session> waiting = CompletableFuture.supplyAsync(pool::acquire);
            while (pool.statistics().waiting() == 0) {
                Thread.onSpinWait();
            }
            try (Turnstile server = new Turnstile(port, TestServers.newest().port(), 0, "57P03")) {
                Session session = waiting.join();
                assertThat(session.isValid()).isTrue();
                pool.release(session);
                assertThat(server.comers()).isEqualTo(1);
            }
        }
    }

    @Test
    void saysHowLongItTried() throws IOException {
        try (SessionPool pool =
                PoolRules.of(1).patience(200).open(at("localhost", Turnstile.deadPort()))) {
            assertThatThrownBy(pool::acquire)
                    .hasMessageMatching("Gave up after \\d+ attempts in \\d+ ms: .*refused.*");
            assertThat(pool.statistics().lent()).isZero();
        }
    }

    @Test
    void triesOnceWithoutPatience() throws IOException {
        try (Turnstile server = turnstile(10, "57P03");
                SessionPool pool = PoolRules.of(1).patience(0).open(at(server.port()))) {
            assertThatThrownBy(pool::acquire).hasMessageContaining("not now");
            assertThat(server.comers()).isEqualTo(1);
        }
    }

    @Test
    void neverWaitsForSomebodyWhoOnlyTries() throws IOException {
        try (Turnstile server = turnstile(10, "57P03");
                SessionPool pool = PoolRules.of(1).patience(LONG).open(at(server.port()))) {
            assertThat(pool.tryAcquire()).isEmpty();
            assertThat(server.comers()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"28P01", "28000", "3D000", "42501"})
    void takesARefusalOfTheUserAsFinal(String sqlState) throws IOException {
        try (Turnstile server = turnstile(10, sqlState);
                SessionPool pool = PoolRules.of(1).patience(LONG).open(at(server.port()))) {
            HowdahException failure = catchThrowableOfType(HowdahException.class, pool::acquire);
            assertThat(failure.sqlState()).isEqualTo(sqlState);
            assertThat(server.comers()).isEqualTo(1);
            // The slot is free: the next one is not kept waiting.
            assertThatThrownBy(pool::acquire).hasMessageStartingWith("No connection to");
        }
    }

    @Test
    void takesAnUnknownHostAsFinal() {
        try (SessionPool pool =
                PoolRules.of(1).patience(LONG).open(at("no.such.host.invalid", 1))) {
            assertThatThrownBy(pool::acquire)
                    .hasMessageContaining("is unknown")
                    .message()
                    .doesNotContain("Gave up");
        }
    }

    @Test
    void stopsWhenInterrupted() throws IOException {
        AtomicReference<HowdahException> failure = new AtomicReference<>();
        try (SessionPool pool =
                PoolRules.of(1).patience(LONG).open(at("localhost", Turnstile.deadPort()))) {
            Thread borrower =
                    new Thread(
                            () ->
                                    failure.set(
                                            catchThrowableOfType(
                                                    HowdahException.class, pool::acquire)));
            borrower.start();
            while (pool.statistics().waiting() == 0) {
                Thread.onSpinWait();
            }
            borrower.interrupt();
            join(borrower);
        }
        assertThat(failure.get().kind()).isEqualTo(ErrorKind.CANCELLED);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupt) {
            throw new IllegalStateException(interrupt);
        }
    }

    private static Turnstile turnstile(int refusals, String sqlState) throws IOException {
        return new Turnstile(0, TestServers.newest().port(), refusals, sqlState);
    }

    private static ConnectionSettings at(int port) {
        return at("localhost", port);
    }

    private static ConnectionSettings at(String host, int port) {
        return ConnectionSettings.parse(
                "host=%s port=%d dbname=postgres user=postgres sslmode=disable"
                        .formatted(host, port));
    }
}
