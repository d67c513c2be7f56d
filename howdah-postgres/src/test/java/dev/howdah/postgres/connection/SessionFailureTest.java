package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.RowReader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

@ParameterizedClass
@MethodSource("versions")
final class SessionFailureTest {
    private static final String ENDLESS =
            "SELECT repeat('x', 1000), generate_series(1, 1000000000)";

    private final int version;
    private Session session;

    SessionFailureTest(int version) {
        this.version = version;
    }

    static IntStream versions() {
        return TestServers.versions();
    }

    @BeforeEach
    void open() {
        session = TestServers.open(TestServers.of(version));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void reportsAServerThatIsGoneInTheMiddle() throws SQLException {
        String pid = ask("SELECT pg_backend_pid()");
        try (RowReader rows = session.copyOut(ENDLESS);
                Session killer = TestServers.open(TestServers.of(version))) {
            assertThat(rows.nextRow()).isTrue();
            killer.execute("SELECT pg_terminate_backend(" + pid + ")");
            HowdahException failure = catchThrowableOfType(HowdahException.class, rows::drain);
            assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
            assertThat(failure.getMessage()).contains("127.0.0.1");
        }
        assertThat(session.isUsable()).isFalse();
        assertThatThrownBy(() -> session.execute("SELECT 1")).hasMessageContaining("is closed");
    }

    @Test
    void noticesAServerThatWentWhileTheSessionRested() throws SQLException {
        String pid = ask("SELECT pg_backend_pid()");
        try (Session killer = TestServers.open(TestServers.of(version))) {
            killer.execute("SELECT pg_terminate_backend(" + pid + ", 10000)");
        }
        assertThat(session.isValid()).isFalse();
        assertThat(session.isUsable()).isFalse();
    }

    @Test
    void tellsItsOwnCancelFromTheServersTimeout() {
        session.execute("SET statement_timeout = 50");
        HowdahException timeout =
                catchThrowableOfType(
                        HowdahException.class, () -> session.execute("SELECT pg_sleep(60)"));
        assertThat(timeout.kind()).isEqualTo(ErrorKind.SERVER);
        assertThat(timeout.sqlState()).isEqualTo("57014");
        assertThat(timeout.getMessage()).contains("statement_timeout=0");
        session.execute("SET statement_timeout = 0");
        try (RowReader rows = session.copyOut(ENDLESS)) {
            assertThat(rows.nextRow()).isTrue();
            CompletableFuture<Void> cancel = CompletableFuture.runAsync(session::cancel);
            HowdahException cancelled = catchThrowableOfType(HowdahException.class, rows::drain);
            assertThat(cancelled.kind()).isEqualTo(ErrorKind.CANCELLED);
            assertThat(cancelled.sqlState()).isEqualTo("57014");
            cancel.join();
        }
        assertThat(session.isValid()).isTrue();
    }

    @Test
    void cancelsAStatementThatSendsNothing() {
        CompletableFuture<Void> sleep =
                CompletableFuture.runAsync(() -> session.execute("SELECT pg_sleep(600)"));
        while (!sleep.isDone()) {
            session.cancel();
        }
        assertThatThrownBy(sleep::join)
                .hasCauseInstanceOf(HowdahException.class)
                .hasMessageContaining("57014");
        assertThat(session.isValid()).isTrue();
    }

    @Test
    void endsTheStatementThatRunsWhenItIsClosed() throws SQLException {
        String pid = ask("SELECT pg_backend_pid()");
        RowReader rows = session.copyOut(ENDLESS);
        assertThat(rows.nextRow()).isTrue();
        session.close();
        session.close();
        rows.close();
        try (Session other = TestServers.open(TestServers.of(version))) {
            String sql = "SELECT count(*) FROM pg_stat_activity WHERE pid = " + pid;
            while (!"0".equals(ask(other, sql))) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void refusesAStatementWhileRowsAreOpen() {
        try (RowReader rows = session.copyOut(ENDLESS)) {
            assertThat(rows.nextRow()).isTrue();
            assertThatThrownBy(() -> session.execute("SELECT 1"))
                    .hasMessageContaining("neither read to their end nor closed");
            assertThatThrownBy(session::jdbc)
                    .hasMessageContaining("neither read to their end nor closed");
            assertThat(rows.nextRow()).isTrue();
        }
        assertThat(session.isValid()).isTrue();
    }

    @Test
    void refusesCopyStatements() {
        session.execute("CREATE TEMP TABLE target(a int)");
        assertThatThrownBy(() -> session.execute("COPY target FROM STDIN"))
                .isInstanceOf(HowdahException.class);
        var copyIn = session.prepare("COPY target FROM STDIN");
        assertThatThrownBy(() -> session.execute(copyIn, java.util.List.of(), new short[0]).drain())
                .hasMessageContaining("write the SELECT itself");
        var copyOut = session.prepare("COPY target TO STDOUT");
        assertThatThrownBy(
                        () -> session.execute(copyOut, java.util.List.of(), new short[0]).drain())
                .hasMessageContaining("write the SELECT itself");
        assertThat(session.isValid()).isTrue();
    }

    /** Then the server answers one ReadyForQuery more than if it takes the refusal as data. */
    @Test
    void refusesACopyThatFailsBeforeItReads() throws SQLException {
        for (String body : new String[] {"PERFORM pg_sleep(600)", "RAISE 'never'"}) {
            session.execute("CREATE TEMP TABLE target(a int)");
            session.execute(
                    "CREATE OR REPLACE FUNCTION pg_temp.slow() RETURNS trigger LANGUAGE plpgsql"
                            + (" AS $$BEGIN " + body + "; RETURN NULL; END$$"));
            session.execute(
                    "CREATE TRIGGER slow BEFORE INSERT ON target EXECUTE FUNCTION pg_temp.slow()");
            var copyIn = session.prepare("COPY target FROM STDIN");
            assertThatThrownBy(
                            () ->
                                    session.execute(copyIn, java.util.List.of(), new short[0])
                                            .drain())
                    .hasMessageContaining("write the SELECT itself");
            assertThat(session.readText("SELECT 1")).contains("1");
            assertThat(session.readText("SELECT 2")).contains("2");
            assertThat(ask("SELECT 3")).isEqualTo("3");
            session.execute("DROP TABLE target");
        }
    }

    @Test
    void namesAnUnknownDatabase() {
        HowdahException failure = failureOf(TestServers.of(version).connectionString("nothing"));
        assertThat(failure.sqlState()).isEqualTo("3D000");
        assertThat(failure.getMessage())
                .contains("postgres@127.0.0.1", "/nothing", "does not exist", "check dbname");
    }

    @Test
    void namesAnUnreachableServer() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        HowdahException refused = failureOf("host=127.0.0.1 password=s3cret port=" + port);
        assertThat(refused.kind()).isEqualTo(ErrorKind.CONNECTION);
        assertThat(refused.sqlState()).startsWith("08");
        assertThat(refused.getMessage()).contains("127.0.0.1:" + port).doesNotContain("s3cret");
        assertThat(failureOf("host=nowhere.invalid").getMessage())
                .contains("nowhere.invalid", "unknown");
        assertThat(failureOf("host=/nowhere/at/all").getMessage())
                .contains("/nowhere/at/all/.s.PGSQL.5432");
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String silence = "host=127.0.0.1 connect_timeout=1 port=" + silent.getLocalPort();
            assertThat(failureOf(silence + " sslmode=disable").getMessage())
                    .contains("connect_timeout=1");
        }
    }

    @Test
    void triesTheServersInTurn() throws IOException {
        int port = TestServers.of(version).port();
        int closed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }
        String both = "host=127.0.0.1,localhost user=postgres port=%d,%d".formatted(closed, port);
        try (Session second = Session.open(ConnectionSettings.parse(both))) {
            assertThat(second.describe()).isEqualTo("postgres@localhost:" + port + "/postgres");
        }
        for (String target : new String[] {"read-write", "primary", "prefer-standby"}) {
            Session.open(ConnectionSettings.parse(both + " target_session_attrs=" + target))
                    .close();
        }
        for (String target : new String[] {"read-only", "standby"}) {
            assertThat(failureOf(both + " target_session_attrs=" + target).getMessage())
                    .contains("127.0.0.1:" + closed, "localhost:" + port, target);
        }
        Session.open(
                        ConnectionSettings.parse(
                                both
                                        + " target_session_attrs=read-only"
                                        + " options='-c default_transaction_read_only=on'"))
                .close();
    }

    private static HowdahException failureOf(String settings) {
        return catchThrowableOfType(
                HowdahException.class,
                () -> Session.open(ConnectionSettings.parse(settings)).close());
    }

    private String ask(String sql) throws SQLException {
        return ask(session, sql);
    }

    private static String ask(Session session, String sql) throws SQLException {
        try (Statement statement = session.jdbc().createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
