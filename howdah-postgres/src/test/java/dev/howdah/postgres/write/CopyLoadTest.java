package dev.howdah.postgres.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.codec.EncodeOptions;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.scan.RemoteTransaction;
import dev.howdah.postgres.scan.TransactionScope;
import dev.howdah.postgres.scan.WriterLease;
import dev.howdah.postgres.testing.Rows;
import dev.howdah.postgres.testing.Scans;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A load stores all of its rows or none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
abstract class CopyLoadTest {
    private static final String DATABASE = "copy_load";

    /** More rows than a load can hide in buffers. */
    private static final long ENDLESS = 1L << 40;

    private final EmbeddedServer server;
    private Connection connection;
    private PostgresDatabase database;

    CopyLoadTest(int version) {
        server = Servers.version(version);
    }

    /** The oldest server that comes along. */
    static final class Version14Test extends CopyLoadTest {
        Version14Test() {
            super(14);
        }
    }

    /** The newest server. */
    static final class Version18Test extends CopyLoadTest {
        Version18Test() {
            super(18);
        }
    }

    @BeforeAll
    void open() throws SQLException {
        Servers.createDatabase(server, DATABASE);
        connection = server.connect(DATABASE);
        database = Scans.open(server, DATABASE);
    }

    @BeforeEach
    void createTable() throws SQLException {
        Servers.execute(
                connection,
                "DROP TABLE IF EXISTS target",
                "CREATE TABLE target (id bigint CHECK (id <> 99999), t text,"
                        + " d text DEFAULT 'default')");
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
        connection.close();
    }

    @Test
    void storesRowsInBothForms() throws SQLException {
        for (boolean binary : new boolean[] {true, false}) {
            try (RemoteTransaction transaction = database.begin(TransactionScope.WRITE)) {
                try (WriterLease writer = transaction.openWriter(false).orElseThrow()) {
                    try (CopyLoad load = database.load(writer, Rows.target("target", binary))) {
                        Rows.write(load, 0, 50_000);
                        assertThat(load.finish()).isEqualTo(50_000);
                    }
                    assertThat(database.execute(writer, "UPDATE target SET t = t")).isPositive();
                    writer.complete();
                }
                transaction.commit();
            }
        }
        assertThat(
                        Servers.strings(
                                connection,
                                "SELECT count(*) || ' ' || count(DISTINCT id) || ' '"
                                        + " || bool_and(t = 'row' || id AND d = 'default')"
                                        + " FROM target"))
                .containsExactly("100000 50000 true");
    }

    @Test
    void storesNoRowsAtAll() throws SQLException {
        for (boolean binary : new boolean[] {true, false}) {
            try (RemoteTransaction transaction = database.begin(TransactionScope.WRITE);
                    WriterLease writer = transaction.openWriter(false).orElseThrow();
                    CopyLoad load = database.load(writer, Rows.target("target", binary))) {
                assertThat(load.finish()).isZero();
            }
        }
        assertThat(count()).isZero();
    }

    @Test
    void freezesRowsOfATableThatItsTransactionMade() throws SQLException {
        for (TransactionScope scope :
                List.of(TransactionScope.WRITE, TransactionScope.TRANSACTION)) {
            Connection old = snapshot();
            try (RemoteTransaction transaction = database.begin(scope)) {
                loadNewTable(transaction);
                transaction.commit();
            }
            // A snapshot from before sees frozen rows only.
            assertThat(Servers.strings(old, "SELECT count(*) FROM made")).containsExactly("10");
            old.close();
            Servers.execute(connection, "DROP TABLE made");
        }
    }

    @Test
    void freezesNothingThatReadersMightSee() throws SQLException {
        try (RemoteTransaction transaction = database.begin(TransactionScope.TRANSACTION)) {
            Scans.rows(
                    database.scan(
                            transaction,
                            Scans.request(database, "target", "id"),
                            ScanSettings.ofThreads(1)));
            loadNewTable(transaction);
            transaction.commit();
        }
        assertThat(Servers.strings(connection, "SELECT count(*) FROM made")).containsExactly("10");
        Servers.execute(connection, "DROP TABLE made");
    }

    /** A connection that sees the database as it is now. */
    private Connection snapshot() throws SQLException {
        Connection old = server.connect(DATABASE);
        Servers.execute(old, "BEGIN ISOLATION LEVEL REPEATABLE READ", "SELECT 1");
        return old;
    }

    private void loadNewTable(RemoteTransaction transaction) {
        try (WriterLease writer = transaction.openWriter(false).orElseThrow()) {
            writer.execute("CREATE TABLE made (id bigint, t text)");
            writer.complete();
        }
        try (WriterLease writer = transaction.openWriter(false).orElseThrow()) {
            try (CopyLoad load = database.load(writer, Rows.target("made", true, true))) {
                Rows.write(load, 0, 10);
                load.finish();
            }
            writer.complete();
        }
    }

    @Test
    void aRowThatTheServerRefusesEndsTheLoad() throws SQLException {
        for (boolean binary : new boolean[] {true, false}) {
            try (RemoteTransaction transaction = database.begin(TransactionScope.WRITE);
                    WriterLease writer = transaction.openWriter(false).orElseThrow();
                    CopyLoad load = database.load(writer, Rows.target("target", binary))) {
                HowdahException failure =
                        catchThrowableOfType(
                                HowdahException.class, () -> Rows.write(load, 99_000, ENDLESS));
                assertThat(failure.sqlState()).isEqualTo("23514");
                assertThat(failure).hasMessageContaining("COPY target, line 1000");
            }
        }
        assertThat(count()).isZero();
    }

    @Test
    void aTriggerThatTellsOfEveryRowHoldsNothingUp() throws SQLException {
        Servers.execute(
                connection,
                "CREATE OR REPLACE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$BEGIN RAISE WARNING 'row % %', NEW.id, repeat('x', 1000);"
                        + " RETURN CASE WHEN NEW.id % 2 = 0 THEN NEW END; END$$",
                "CREATE TRIGGER tell BEFORE INSERT ON target FOR EACH ROW"
                        + " EXECUTE FUNCTION tell()");
        try (RemoteTransaction transaction = database.begin(TransactionScope.WRITE)) {
            try (WriterLease writer = transaction.openWriter(false).orElseThrow()) {
                try (CopyLoad load = database.load(writer, Rows.target("target", true))) {
                    Rows.write(load, 100_000, 300_000);
                    assertThat(load.finish()).isEqualTo(100_000);
                }
                writer.complete();
            }
            transaction.commit();
        }
        assertThat(count()).isEqualTo(100_000);
    }

    @Test
    void canBeCancelledFromAnotherThread() throws SQLException {
        try (RemoteTransaction transaction = database.begin(TransactionScope.WRITE);
                WriterLease writer = transaction.openWriter(false).orElseThrow();
                CopyLoad load = database.load(writer, Rows.target("target", true))) {
            CompletableFuture<Void> cancel = CompletableFuture.runAsync(writer::cancel);
            HowdahException failure =
                    catchThrowableOfType(
                            HowdahException.class, () -> Rows.write(load, 100_000, ENDLESS));
            assertThat(failure.kind()).isEqualTo(ErrorKind.CANCELLED);
            cancel.join();
        }
        assertThat(count()).isZero();
    }

    @Test
    void aKilledLoadLeavesNothing() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 10; round++) {
            int rows = random.nextInt(200_000);
            try (RemoteTransaction transaction = database.begin(TransactionScope.WRITE);
                    WriterLease writer = transaction.openWriter(false).orElseThrow()) {
                String pid = writer.session().readText("pg_backend_pid()").orElseThrow();
                HowdahException failure;
                try (CopyLoad load = database.load(writer, Rows.target("target", true))) {
                    Rows.write(load, 100_000, 100_000 + rows);
                    Servers.execute(connection, "SELECT pg_terminate_backend(" + pid + ")");
                    failure =
                            catchThrowableOfType(
                                    HowdahException.class,
                                    () -> Rows.write(load, 100_000, ENDLESS));
                }
                assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
                assertThat(failure.sqlState()).isEqualTo("57P01");
            }
            assertThat(count()).isZero();
        }
        Servers.await(() -> openTransactions() == 0);
    }

    @Test
    void refusesRowsWithoutColumns() {
        try (RemoteTransaction transaction = database.begin(TransactionScope.WRITE);
                WriterLease writer = transaction.openWriter(false).orElseThrow()) {
            LoadTarget none =
                    new LoadTarget("target", List.of(), true, false, EncodeOptions.STRICT);
            assertThat(
                            catchThrowableOfType(
                                    HowdahException.class, () -> database.load(writer, none)))
                    .hasMessageContaining("DEFAULT VALUES");
        }
    }

    private long count() throws SQLException {
        return Long.parseLong(Servers.strings(connection, "SELECT count(*) FROM target").get(0));
    }

    /** Transactions of the database under test that are still open. */
    private int openTransactions() throws SQLException {
        return Integer.parseInt(
                Servers.strings(
                                connection,
                                "SELECT count(*) FROM pg_stat_activity"
                                        + " WHERE datname = current_database() AND state <> 'idle'"
                                        + " AND pid <> pg_backend_pid()"
                                        + " AND backend_type = 'client backend'")
                        .get(0));
    }
}
