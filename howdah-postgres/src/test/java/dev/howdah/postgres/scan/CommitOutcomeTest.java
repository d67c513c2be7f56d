package dev.howdah.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.connection.ConnectionSettings;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.testing.CuttingProxy;
import dev.howdah.postgres.testing.CuttingProxy.Place;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** However the connection ends, what the caller is told is what happened. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class CommitOutcomeTest {
    private static final String DATABASE = "postgres";

    private final EmbeddedServer server;
    private CuttingProxy proxy;
    private Connection connection;
    private PostgresDatabase database;

    CommitOutcomeTest(int version) {
        server =
                EmbeddedServer.start(
                        new EmbeddedServer.Options(
                                version,
                                0,
                                Optional.empty(),
                                Map.of("max_prepared_transactions", "5")));
    }

    /** The oldest server that comes along. */
    static final class Version14Test extends CommitOutcomeTest {
        Version14Test() {
            super(14);
        }
    }

    /** The newest server. */
    static final class Version18Test extends CommitOutcomeTest {
        Version18Test() {
            super(18);
        }
    }

    @BeforeAll
    void open() throws Exception {
        connection = server.connect(DATABASE);
        proxy = new CuttingProxy(server.port());
        database = open(proxy.port());
    }

    @BeforeEach
    void createTable() throws SQLException {
        Servers.execute(
                connection, "DROP TABLE IF EXISTS t", "CREATE TABLE t (id bigint PRIMARY KEY)");
    }

    @AfterAll
    void close() throws SQLException, IOException {
        database.close();
        proxy.close();
        connection.close();
        server.close();
    }

    @Test
    void aCommitWhoseAnswerIsLostCounts() throws SQLException {
        proxy.cut("COMMIT", Place.BEFORE_THE_ANSWER);
        insertAndCommit(database, 1);
        assertThat(ids()).containsExactly("1");
    }

    @Test
    void aCommitThatIsLostKeepsNothing() throws SQLException {
        proxy.cut("COMMIT", Place.BEFORE_THE_SERVER);
        HowdahException failure = failure(() -> insertAndCommit(database, 1));
        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
        assertThat(failure).hasMessageContaining("nothing of the transaction was kept");
        assertThat(ids()).isEmpty();
    }

    @Test
    void aCommitThatNobodyCanAskAboutIsUnknown() throws Exception {
        try (CuttingProxy other = new CuttingProxy(server.port());
                PostgresDatabase alone = open(other.port())) {
            other.cut("COMMIT", Place.BEFORE_THE_ANSWER_FOR_GOOD);
            HowdahException failure = failure(() -> insertAndCommit(alone, 1));
            assertThat(failure.sqlState()).isEqualTo("08007");
            assertThat(failure)
                    .hasMessageContaining("unknown")
                    .hasMessageContaining("SELECT txid_status(");
        }
        assertThat(ids()).containsExactly("1");
    }

    @Test
    void whatIsLostBeforeTheCommitIsNotKept() throws SQLException {
        proxy.cut("txid_current_if_assigned", Place.BEFORE_THE_ANSWER);
        assertThat(failure(() -> insertAndCommit(database, 1)))
                .hasMessageContaining("nothing was kept");
        assertThat(ids()).isEmpty();
    }

    @Test
    void aCommitThatTheServerRefusesSaysWhy() throws SQLException {
        Servers.execute(connection, "ALTER TABLE t ADD UNIQUE (id) DEFERRABLE INITIALLY DEFERRED");
        Servers.execute(connection, "ALTER TABLE t DROP CONSTRAINT t_pkey");
        Servers.execute(connection, "INSERT INTO t VALUES (1)");
        HowdahException failure = failure(() -> insertAndCommit(database, 1));
        assertThat(failure.sqlState()).isEqualTo("23505");
        assertThat(failure).hasMessageContaining("Could not commit").hasMessageContaining("\"pg\"");
        assertThat(ids()).containsExactly("1");
    }

    @Test
    void aServerProcessKilledAtAnyTimeLeavesWhatTheCallerIsTold() throws Exception {
        Random random = new Random(11);
        try (PostgresDatabase direct = open(server.port())) {
            for (int id = 0; id < 40; id++) {
                int delay = random.nextInt(200_000);
                boolean kept;
                try (RemoteTransaction transaction = direct.begin(TransactionScope.WRITE)) {
                    CompletableFuture<Void> killer;
                    String pid;
                    try (WriterLease writer = transaction.openWriter(false).orElseThrow()) {
                        pid = writer.session().readText("pg_backend_pid()").orElseThrow();
                        direct.execute(writer, "INSERT INTO t VALUES (" + id + ")");
                        writer.complete();
                    }
                    killer = CompletableFuture.runAsync(() -> kill(pid, delay));
                    try {
                        transaction.commit();
                        kept = true;
                    } catch (HowdahException lost) {
                        assertThat(lost).hasMessageContaining("kept");
                        kept = false;
                    }
                    killer.join();
                }
                assertThat(ids().contains(Integer.toString(id))).isEqualTo(kept);
            }
        }
    }

    @Test
    void aPreparedTransactionWaitsForItsSecondPhase() throws SQLException {
        PreparedTransactions prepared = database.preparedTransactions();
        assertThat(prepared.limit()).isEqualTo(5);
        insertAndPrepare(1, "it's one");
        insertAndPrepare(2, "two");
        assertThat(ids()).isEmpty();
        prepared.commit("it's one");
        prepared.rollback("two");
        assertThat(ids()).containsExactly("1");
        HowdahException failure = failure(() -> prepared.commit("two"));
        assertThat(failure.sqlState()).isEqualTo("42704");
    }

    @Test
    void bothPhasesSurviveTheLossOfAConnection() throws SQLException {
        PreparedTransactions prepared = database.preparedTransactions();
        proxy.cut("PREPARE TRANSACTION", Place.BEFORE_THE_SERVER);
        assertThat(failure(() -> insertAndPrepare(1, "one"))).hasMessageContaining("kept");
        proxy.cut("PREPARE TRANSACTION", Place.BEFORE_THE_ANSWER);
        insertAndPrepare(2, "two");
        proxy.cut("COMMIT PREPARED", Place.BEFORE_THE_ANSWER);
        prepared.commit("two");
        insertAndPrepare(3, "three");
        proxy.cut("COMMIT PREPARED", Place.BEFORE_THE_SERVER);
        prepared.commit("three");
        insertAndPrepare(4, "four");
        proxy.cut("ROLLBACK PREPARED", Place.BEFORE_THE_ANSWER);
        prepared.rollback("four");
        assertThat(ids()).containsExactly("2", "3");
        assertThat(Servers.strings(connection, "SELECT gid FROM pg_prepared_xacts")).isEmpty();
    }

    @Test
    void aWriteThatFailedIsNotPrepared() throws SQLException {
        try (RemoteTransaction transaction = database.beginPreparable()) {
            try (WriterLease writer = transaction.openWriter(false).orElseThrow()) {
                assertThat(failure(() -> writer.execute("INSERT INTO t VALUES ('one')")).sqlState())
                        .isEqualTo("22P02");
            }
            assertThat(failure(() -> transaction.prepareTwoPhase("none")).sqlState())
                    .isEqualTo("25P02");
        }
        assertThat(Servers.strings(connection, "SELECT gid FROM pg_prepared_xacts")).isEmpty();
    }

    @Test
    void aTransactionThatWroteNothingNeedsNoSecondPhase() throws SQLException {
        try (RemoteTransaction transaction = database.beginPreparable()) {
            assertThat(transaction.prepareTwoPhase("none")).isFalse();
        }
        assertThat(Servers.strings(connection, "SELECT gid FROM pg_prepared_xacts")).isEmpty();
    }

    private static void insertAndCommit(PostgresDatabase database, int id) {
        try (RemoteTransaction transaction = database.begin(TransactionScope.TRANSACTION)) {
            insert(database, transaction, id);
            transaction.commit();
        }
    }

    private void insertAndPrepare(int id, String gid) {
        try (RemoteTransaction transaction = database.beginPreparable()) {
            insert(database, transaction, id);
            assertThat(transaction.prepareTwoPhase(gid)).isTrue();
        }
    }

    private static void insert(PostgresDatabase database, RemoteTransaction transaction, int id) {
        try (WriterLease writer = transaction.openWriter(false).orElseThrow()) {
            assertThat(database.execute(writer, "INSERT INTO t VALUES (" + id + ")")).isOne();
            writer.complete();
        }
    }

    private static HowdahException failure(Runnable work) {
        return catchThrowableOfType(HowdahException.class, work::run);
    }

    private void kill(String pid, int delay) {
        for (int i = 0; i < delay; i++) {
            Thread.onSpinWait();
        }
        try {
            Servers.execute(connection, "SELECT pg_terminate_backend(" + pid + ")");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private List<String> ids() throws SQLException {
        return Servers.strings(connection, "SELECT id FROM t ORDER BY id");
    }

    private static PostgresDatabase open(int port) {
        return PostgresDatabase.open(
                ConnectionSettings.parse(
                        "host=127.0.0.1 user=postgres dbname=" + DATABASE + " port=" + port),
                DatabaseOptions.of("pg"));
    }
}
