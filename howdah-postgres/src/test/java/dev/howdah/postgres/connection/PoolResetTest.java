package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.IntStream;

/** What a user's statements left in a session is gone for the next one, and nothing else is. */
@ParameterizedClass
@MethodSource("versions")
final class PoolResetTest {
    private static final List<String> LEAVINGS =
            List.of(
                    "SET work_mem = '123MB'",
                    "SET DateStyle = 'German'",
                    "SET TimeZone = 'Pacific/Chatham'",
                    "SET extra_float_digits = 0",
                    "SET client_encoding = 'LATIN1'",
                    "SET application_name = 'mine'",
                    "SET search_path = 'pg_catalog'",
                    "CREATE TEMP TABLE left_behind (id int)",
                    "SELECT pg_advisory_lock(4711)",
                    "LISTEN news",
                    "PREPARE mine AS SELECT 1",
                    "DECLARE held CURSOR WITH HOLD FOR SELECT 1",
                    "SET default_transaction_read_only = on");

    private static final String STATE =
            "SELECT concat_ws(' ', (SELECT string_agg(name || '=' || setting, ' ' ORDER BY name)"
                    + " FROM pg_settings WHERE name IN ('work_mem', 'DateStyle', 'TimeZone',"
                    + " 'extra_float_digits', 'client_encoding', 'application_name',"
                    + " 'search_path', 'default_transaction_read_only')),"
                    + " to_regclass('left_behind') IS NULL,"
                    + " (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                    + " AND pid = pg_backend_pid()),"
                    + " (SELECT count(*) FROM pg_listening_channels()),"
                    + " (SELECT count(*) FROM pg_prepared_statements),"
                    + " (SELECT count(*) FROM pg_cursors WHERE is_holdable))";

    private final ConnectionSettings settings;

    PoolResetTest(int version) {
        settings = ConnectionSettings.parse(TestServers.of(version).connectionString());
    }

    static IntStream versions() {
        return TestServers.versions();
    }

    @Test
    void nothingOfAUserIsLeft() {
        checkGone(List.of(), List.of());
    }

    @Test
    void nothingOfACommittedTransactionIsLeft() {
        checkGone(List.of("BEGIN"), List.of("COMMIT"));
    }

    @Test
    void nothingOfAnUnfinishedTransactionIsLeft() {
        checkGone(List.of("BEGIN"), List.of());
    }

    @Test
    void nothingOfAFailedTransactionIsLeft() {
        try (SessionPool pool = new SessionPool(settings, PoolSettings.of(1))) {
            Session session = pool.acquire();
            session.markTouched();
            session.execute("SET work_mem = '123MB'; SELECT pg_advisory_lock(4711)");
            session.execute("BEGIN");
            try {
                session.execute("SELECT 1/0");
            } catch (RuntimeException expected) {
                assertThat(session.transactionStatus()).isEqualTo((byte) 'E');
            }
            pool.release(session);
            assertThat(pool.tryAcquire()).contains(session);
            assertThat(session.readText(STATE).orElseThrow())
                    .contains("work_mem=4096")
                    .endsWith("t 0 0 0 0");
            pool.release(session);
        }
    }

    @Test
    void locksAreFreeWhileTheSessionRests() {
        try (SessionPool pool = new SessionPool(settings, PoolSettings.of(1));
                Session other = Session.open(settings)) {
            Session session = pool.acquire();
            session.markTouched();
            session.execute("SELECT pg_advisory_lock(815)");
            pool.release(session);
            other.execute("SELECT pg_advisory_lock(815)");
            assertThat(pool.statistics().resting()).isEqualTo(1);
        }
    }

    @Test
    void ourOwnUseNeedsNoReset() {
        try (SessionPool pool = new SessionPool(settings, PoolSettings.of(1))) {
            pool.release(pool.acquire());
            pool.release(pool.acquire());
            assertThat(pool.statistics().reset()).isZero();
        }
    }

    private void checkGone(List<String> before, List<String> after) {
        try (SessionPool pool = new SessionPool(settings, PoolSettings.of(1))) {
            Session session = pool.acquire();
            String state = session.readText(STATE).orElseThrow();
            assertThat(state).endsWith("t 0 0 0 0");
            session.markTouched();
            before.forEach(session::execute);
            LEAVINGS.forEach(session::execute);
            after.forEach(session::execute);
            pool.release(session);
            Session again = pool.acquire();
            assertThat(again).isSameAs(session);
            assertThat(again.readText(STATE)).contains(state);
            assertThat(again.parameter("client_encoding")).contains("UTF8");
            assertThat(pool.statistics().reset()).isEqualTo(1);
            pool.release(again);
            assertThat(pool.statistics().reset()).isEqualTo(1);
        }
    }
}
