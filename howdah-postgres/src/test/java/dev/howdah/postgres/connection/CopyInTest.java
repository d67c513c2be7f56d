package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.CopyIn;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** COPY … FROM STDIN says what the server says, as soon as it says it. */
@ParameterizedClass
@MethodSource("versions")
@Timeout(60)
final class CopyInTest {
    private static final String COPY = "COPY numbers (n) FROM STDIN";
    private static final byte[] ROWS = "12345678\n".repeat(30_000).getBytes(StandardCharsets.UTF_8);

    /** More than any buffer on the way holds. */
    private static final long ENDLESS = 4L << 30;

    private final int version;
    private Session session;

    CopyInTest(int version) {
        this.version = version;
    }

    static IntStream versions() {
        return TestServers.versions();
    }

    @BeforeEach
    void open() {
        session = TestServers.open(TestServers.of(version));
        session.execute("DROP TABLE IF EXISTS numbers; CREATE TABLE numbers (n int)");
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void countsTheRows() {
        try (CopyIn copy = session.copyIn(COPY)) {
            send(copy, "1\n2");
            send(copy, "\n3\n");
            assertThat(copy.finish()).isEqualTo(3);
        }
        try (CopyIn copy = session.copyIn(COPY)) {
            assertThat(copy.finish()).isZero();
        }
        try (CopyIn copy = session.copyIn(COPY)) {
            copy.write(ROWS, 0, ROWS.length);
            copy.write(ROWS, ROWS.length - 9, 9);
            assertThat(copy.finish()).isEqualTo(30_001);
        }
        assertThat(rows()).isEqualTo("30004");
    }

    @Test
    void countsWhatStatementsChange() {
        assertThat(session.executeUpdate("INSERT INTO numbers VALUES (1), (2)")).isEqualTo(2);
        assertThat(session.executeUpdate("UPDATE numbers SET n = 0 WHERE n = 1")).isEqualTo(1);
        assertThat(session.executeUpdate("DELETE FROM numbers; CREATE TABLE a ()")).isEqualTo(-1);
        assertThat(session.executeUpdate("DROP TABLE a; DELETE FROM numbers")).isZero();
    }

    @Test
    void aRowRefusedEarlyEndsTheLoadEarly() {
        try (CopyIn copy = session.copyIn(COPY)) {
            send(copy, "1\n2\nthree\n");
            HowdahException failure = writeUntilItFails(copy);
            assertThat(failure.sqlState()).isEqualTo("22P02");
            assertThat(failure.kind()).isEqualTo(ErrorKind.SERVER);
            assertThat(failure).hasMessageContaining("COPY numbers, line 3, column n");
        }
        assertThat(rows()).isEqualTo("0");
    }

    @Test
    void aRowRefusedAtTheEndFailsTheEnd() {
        try (CopyIn copy = session.copyIn(COPY)) {
            send(copy, "1\n2\nthree");
            HowdahException failure = catchThrowableOfType(HowdahException.class, copy::finish);
            assertThat(failure).hasMessageContaining("COPY numbers, line 3, column n");
        }
        assertThat(rows()).isEqualTo("0");
    }

    @Test
    void anUnknownColumnFailsTheStart() {
        HowdahException failure =
                catchThrowableOfType(
                        HowdahException.class, () -> session.copyIn("COPY numbers (m) FROM STDIN"));
        assertThat(failure.sqlState()).isEqualTo("42703");
        assertThat(session.isValid()).isTrue();
    }

    @Test
    void closedEarlyItKeepsNothing() {
        session.execute("BEGIN");
        try (CopyIn copy = session.copyIn(COPY)) {
            copy.write(ROWS, 0, ROWS.length);
        }
        assertThat(session.isBusy()).isFalse();
        assertThat(session.transactionStatus()).isEqualTo((byte) 'E');
        session.execute("ROLLBACK");
        assertThat(rows()).isEqualTo("0");
    }

    @Test
    void canBeCancelled() {
        try (CopyIn copy = session.copyIn(COPY)) {
            copy.write(ROWS, 0, ROWS.length);
            CompletableFuture<Void> cancel = CompletableFuture.runAsync(session::cancel);
            HowdahException failure = writeUntilItFails(copy);
            assertThat(failure.kind()).isEqualTo(ErrorKind.CANCELLED);
            assertThat(failure.sqlState()).isEqualTo("57014");
            cancel.join();
        }
        assertThat(rows()).isEqualTo("0");
    }

    @Test
    void saysWhyTheConnectionEnded() {
        String pid = session.readText("pg_backend_pid()").orElseThrow();
        try (Session killer = TestServers.open(TestServers.of(version));
                CopyIn copy = session.copyIn(COPY)) {
            copy.write(ROWS, 0, ROWS.length);
            killer.execute("SELECT pg_terminate_backend(" + pid + ")");
            HowdahException failure = writeUntilItFails(copy);
            assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
            assertThat(failure.sqlState()).isEqualTo("57P01");
        }
        assertThat(session.isUsable()).isFalse();
    }

    @Test
    void readsTheNoticesThatTheServerWaitsToSend() {
        session.execute(
                """
                CREATE OR REPLACE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN RAISE NOTICE 'row %', NEW.n; RETURN NEW; END$$;
                CREATE TRIGGER tell BEFORE INSERT ON numbers FOR EACH ROW EXECUTE FUNCTION tell()\
                """);
        try (CopyIn copy = session.copyIn(COPY)) {
            send(copy, "1\n");
            send(copy, "2\n");
            assertThat(copy.finish()).isEqualTo(2);
        }
    }

    private static HowdahException writeUntilItFails(CopyIn copy) {
        return catchThrowableOfType(
                HowdahException.class,
                () -> {
                    for (long sent = 0; sent < ENDLESS; sent += ROWS.length) {
                        copy.write(ROWS, 0, ROWS.length);
                    }
                });
    }

    private static void send(CopyIn copy, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        copy.write(bytes, 0, bytes.length);
    }

    private String rows() {
        return session.readText("SELECT count(*) FROM numbers").orElseThrow();
    }
}
