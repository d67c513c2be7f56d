package dev.howdah.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.connection.ConnectionSettings;
import dev.howdah.postgres.connection.PoolSettings;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.plan.ScanRequest;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.testing.Scans;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A scan that fails or is stopped leaves no work on the server and no connection behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(20)
abstract class ScanFailureTest {
    private static final String DATABASE = "scan_failure";
    private static final ScanSettings SPLIT = new ScanSettings(2, 5, true);

    private final EmbeddedServer server;
    private Connection connection;
    private PostgresDatabase database;

    ScanFailureTest(int version) {
        server = Servers.version(version);
    }

    /** The oldest server that ctid ranges work on. */
    static final class Version14Test extends ScanFailureTest {
        Version14Test() {
            super(14);
        }
    }

    /** The newest server. */
    static final class Version18Test extends ScanFailureTest {
        Version18Test() {
            super(18);
        }
    }

    @BeforeAll
    void createTables() throws SQLException {
        Servers.createDatabase(server, DATABASE);
        connection = server.connect(DATABASE);
        Servers.execute(
                connection,
                "DROP ROLE IF EXISTS reader",
                "CREATE ROLE reader LOGIN",
                "CREATE TABLE big AS SELECT i::bigint AS id, repeat('x', 500) AS t"
                        + " FROM generate_series(1, 200000) i",
                "CREATE VIEW endless AS SELECT generate_series(1, 1000000000) AS i",
                "CREATE VIEW silent AS SELECT 1 AS one, pg_sleep(3600)::text AS nothing",
                "CREATE TABLE secret (id int, open text, hidden text)",
                "INSERT INTO secret VALUES (1, 'a', 'b')",
                "GRANT SELECT (id, open) ON secret TO reader",
                "GRANT SELECT ON big TO reader",
                "CREATE VIEW failing AS SELECT i, 100 / (50000 - i) AS q"
                        + " FROM generate_series(1, 100000) i",
                "CREATE TABLE numbers AS SELECT i, CASE WHEN i = 30000 THEN 'NaN'::numeric(9,2)"
                        + " ELSE i END::numeric(9,2) AS n FROM generate_series(1, 40000) i");
        database = Scans.open(server, DATABASE);
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
        Servers.execute(connection, "DROP OWNED BY reader", "DROP ROLE reader");
        connection.close();
    }

    @Test
    void closingEarlyStopsTheServer() throws Exception {
        for (String relation : List.of("big", "endless")) {
            ScanRequest request = Scans.request(database, relation);
            try (RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN);
                    RowStream stream = database.scan(transaction, request, SPLIT)) {
                RowBatch batch = stream.next();
                assertThat(batch).isNotNull();
                stream.release(batch);
            }
            awaitNoneActive();
        }
        assertThat(Scans.rows(database, Scans.request(database, "big", "id"), SPLIT))
                .hasSize(200000);
    }

    @Test
    void closingBeforeTheFirstRowIsAskedForCostsNothing() {
        try (RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN);
                RowStream stream =
                        database.scan(transaction, Scans.request(database, "silent"), SPLIT)) {
            assertThat(stream.statistics().connections()).isZero();
        }
    }

    @Test
    void cancellingUnblocksWhoeverWaitsForRows() throws Exception {
        ScanRequest request = Scans.request(database, "silent");
        try (RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN);
                RowStream stream = database.scan(transaction, request, SPLIT)) {
            CompletableFuture<HowdahException> waiting =
                    CompletableFuture.supplyAsync(
                            () -> catchThrowableOfType(HowdahException.class, () -> stream.next()));
            Servers.await(() -> active() == 1);
            stream.cancel();
            HowdahException failure = waiting.get(30, TimeUnit.SECONDS);
            assertThat(failure.kind()).isEqualTo(ErrorKind.CANCELLED);
            assertThat(failure).hasMessageContaining("pg.public.silent");
        }
        awaitNoneActive();
    }

    @Test
    void aScanOfAStatementThatIsClosedEarlyLeavesTheOthersTheirSnapshot() throws Exception {
        Servers.execute(connection, "CREATE TABLE later (id int)");
        ScanRequest later = Scans.request(database, "later");
        try (RemoteTransaction transaction = database.begin(TransactionScope.STATEMENT)) {
            try (RowStream stream =
                    database.scan(transaction, Scans.request(database, "endless"), SPLIT)) {
                assertThat(stream.next()).isNotNull();
                Servers.execute(connection, "INSERT INTO later VALUES (1)");
            }
            try (RowStream stream = database.scan(transaction, later, SPLIT)) {
                assertThat(Scans.rows(stream)).isEmpty();
            }
        }
        Servers.execute(connection, "DROP TABLE later");
    }

    @Test
    void aFailureOnTheServerNamesTheRelation() throws Exception {
        HowdahException failure = failure(database, Scans.request(database, "failing"));
        assertThat(failure.sqlState()).isEqualTo("22012");
        assertThat(failure)
                .hasMessageContaining("pg.public.failing")
                .hasMessageContaining("division by zero");
        awaitNoneActive();
    }

    @Test
    void aValueThatCannotBeHeldNamesTheColumn() throws Exception {
        HowdahException failure = failure(database, Scans.request(database, "numbers"));
        assertThat(failure.kind()).isEqualTo(ErrorKind.DATA);
        assertThat(failure).hasMessageContaining("pg.public.numbers").hasMessageContaining("\"n\"");
        awaitNoneActive();
        assertThat(Scans.rows(database, Scans.request(database, "numbers", "i"), SPLIT))
                .hasSize(40000);
    }

    @Test
    void aRefusedColumnIsNamed() {
        try (PostgresDatabase asReader = open("reader", 4)) {
            ScanRequest allowed = Scans.request(asReader, "secret", "id", "open");
            assertThat(Scans.rows(asReader, allowed, SPLIT)).containsExactly("1|a");
            HowdahException failure = failure(asReader, Scans.request(asReader, "secret"));
            assertThat(failure.sqlState()).isEqualTo("42501");
            assertThat(failure)
                    .hasMessageContaining("pg.public.secret")
                    .hasMessageContaining("column \"hidden\"");
        }
    }

    @Test
    void aLimitOfConnectionsOnTheServerIsKept() throws SQLException {
        for (int limit : List.of(1, 2)) {
            Servers.execute(connection, "ALTER ROLE reader CONNECTION LIMIT " + limit);
            try (PostgresDatabase asReader = open("reader", 8)) {
                ScanRequest request = Scans.request(asReader, "big", "id");
                ScanSettings many = new ScanSettings(6, 5, true);
                try (RemoteTransaction transaction = asReader.begin(TransactionScope.STATEMENT);
                        RowStream first = asReader.scan(transaction, request, many);
                        RowStream second = asReader.scan(transaction, request, many)) {
                    assertThat(Scans.rows(first)).hasSize(200000);
                    assertThat(Scans.rows(second)).hasSize(200000);
                    assertThat(first.statistics().connections()).isBetween(1, limit);
                }
            }
        }
        Servers.execute(connection, "ALTER ROLE reader CONNECTION LIMIT -1");
    }

    @Test
    void aConnectionThatIsLostIsOneClearFailure() throws Exception {
        ScanRequest request = Scans.request(database, "endless");
        try (RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN);
                RowStream stream = database.scan(transaction, request, SPLIT)) {
            RowBatch batch = stream.next();
            assertThat(batch).isNotNull();
            Servers.execute(
                    connection,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
            HowdahException failure =
                    catchThrowableOfType(HowdahException.class, () -> drain(stream));
            assertThat(failure).hasMessageContaining("pg.public.endless");
            assertThat(failure.sqlState()).startsWith("57P");
        }
        assertThat(Scans.rows(database, Scans.request(database, "big", "id"), SPLIT))
                .hasSize(200000);
    }

    @Test
    void closingTheDatabaseEndsEverything() throws Exception {
        PostgresDatabase other = open("postgres", 4);
        RemoteTransaction transaction = other.begin(TransactionScope.STATEMENT);
        RowStream stream = other.scan(transaction, Scans.request(other, "endless"), SPLIT);
        assertThat(stream.next()).isNotNull();
        other.close();
        assertThat(catchThrowableOfType(HowdahException.class, stream::next)).isNotNull();
        transaction.close();
        awaitNoneActive();
    }

    private PostgresDatabase open(String user, int connections) {
        DatabaseOptions options = DatabaseOptions.of("pg");
        return PostgresDatabase.open(
                ConnectionSettings.parse(
                        "host=127.0.0.1 port=%d user=%s dbname=%s"
                                .formatted(server.port(), user, DATABASE)),
                new DatabaseOptions(
                        options.label(),
                        options.readOnly(),
                        options.isolation(),
                        options.schemas(),
                        PoolSettings.of(connections)));
    }

    private static HowdahException failure(PostgresDatabase database, ScanRequest request) {
        return catchThrowableOfType(
                HowdahException.class, () -> Scans.rows(database, request, SPLIT));
    }

    private static void drain(RowStream stream) {
        for (RowBatch batch = stream.next(); batch != null; batch = stream.next()) {
            stream.release(batch);
        }
    }

    private void awaitNoneActive() throws Exception {
        Servers.await(() -> active() == 0);
    }

    /** Statements and transactions of the database under test that are still open. */
    private int active() throws SQLException {
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
