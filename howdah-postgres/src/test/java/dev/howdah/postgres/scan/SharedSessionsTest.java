package dev.howdah.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.connection.ConnectionSettings;
import dev.howdah.postgres.connection.PoolSettings;
import dev.howdah.postgres.connection.TransactionTimeouts;
import dev.howdah.postgres.plan.ScanRequest;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.testing.LossyProxy;
import dev.howdah.postgres.testing.Scans;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Which sessions of a scarce pool the scans of one transaction get, and when. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
final class SharedSessionsTest {
    private static final String DATABASE = "shared_sessions";
    private static final ScanSettings ALONE = ScanSettings.ofThreads(1);
    private static final ScanSettings SPLIT = new ScanSettings(2, 20, true);

    private final EmbeddedServer server = Servers.version(18);
    private LossyProxy proxy;

    @BeforeAll
    void createTable() throws Exception {
        Servers.createDatabase(server, DATABASE);
        try (Connection connection = server.connect(DATABASE)) {
            Servers.execute(
                    connection,
                    "CREATE TABLE wide AS SELECT i AS id, repeat(md5(i::text), 60) AS t"
                            + " FROM generate_series(1, 20000) i",
                    "VACUUM ANALYZE wide");
        }
        proxy = new LossyProxy(server.port());
    }

    @AfterAll
    void close() throws Exception {
        proxy.close();
    }

    @Test
    void whoWaitedForASessionLetsItGoOnceAnotherLeads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (PostgresDatabase database = open(server.port(), 2)) {
            ScanRequest wide = Scans.request(database, "wide");
            RemoteConsole first = database.openConsole();
            RemoteConsole second = database.openConsole();
            try (RemoteTransaction transaction = database.begin(TransactionScope.STATEMENT);
                    RowStream one = database.scan(transaction, wide, ALONE);
                    RowStream other = database.scan(transaction, wide, ALONE)) {
                List<Future<RowBatch>> batches =
                        List.of(threads.submit(one::next), threads.submit(other::next));
                Servers.await(() -> database.poolStatistics().waiting() == 2);
                first.close();
                Servers.await(() -> batches.stream().anyMatch(Future::isDone));
                second.close();
                for (Future<RowBatch> batch : batches) {
                    assertThat(batch.get(20, TimeUnit.SECONDS)).isNotNull();
                }
            }
            assertThat(database.poolStatistics().lent()).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void connectionsThatDiedWhileTheyRestedAreNoErrorWithinTimeouts() {
        try (PostgresDatabase database = open(proxy.port(), 3)) {
            database.setTimeouts(
                    new TransactionTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1)));
            for (ScanSettings settings : List.of(SPLIT, ALONE)) {
                assertThat(Scans.rows(database, Scans.request(database, "wide"), settings))
                        .hasSize(20000);
                proxy.cutAfter("BEGIN", 0);
                assertThat(Scans.rows(database, Scans.request(database, "wide"), settings))
                        .hasSize(20000);
            }
            proxy.cutAfter("BEGIN", 0);
            try (RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN)) {
                RemoteQuery query =
                        database.prepareQuery(
                                transaction, "SELECT count(*) FROM wide", MappingOptions.DEFAULT);
                proxy.cutAfter("BEGIN", 0);
                try (RowStream stream = database.query(transaction, query, List.of())) {
                    assertThat(Scans.rows(stream)).containsExactly("20000");
                }
            }
        }
    }

    @Test
    void whatAUserSetsInATransactionHoldsForItsScansAlsoWhereNothingMayBeWritten()
            throws Exception {
        try (Connection connection = server.connect(DATABASE)) {
            Servers.execute(
                    connection,
                    "CREATE ROLE tenant",
                    "CREATE TABLE rented AS SELECT id, id % 2 AS owner, t FROM wide",
                    "ALTER TABLE rented ENABLE ROW LEVEL SECURITY",
                    "CREATE POLICY p ON rented"
                            + " USING (owner::text = current_setting('app.tenant', true))",
                    "GRANT SELECT ON rented TO tenant",
                    "VACUUM ANALYZE rented");
        }
        try (PostgresDatabase database = open(server.port(), 3);
                RemoteTransaction transaction = database.beginReadOnly()) {
            for (String sql :
                    List.of(
                            "SET LOCAL ROLE tenant",
                            "SELECT pg_catalog.set_config('app.tenant', '1', true)")) {
                RemoteQuery query = database.prepareQuery(transaction, sql, MappingOptions.DEFAULT);
                try (RowStream stream = database.query(transaction, query, List.of())) {
                    assertThat(Scans.rows(stream)).hasSize(1);
                }
            }
            try (RowStream stream =
                    database.scan(transaction, Scans.request(database, "rented", "owner"), SPLIT)) {
                assertThat(Scans.rows(stream)).hasSize(10000).containsOnly("1");
            }
        }
    }

    private static PostgresDatabase open(int port, int connections) {
        DatabaseOptions options = DatabaseOptions.of("pg");
        return PostgresDatabase.open(
                ConnectionSettings.parse(
                        "host=127.0.0.1 user=postgres dbname=%s port=%d".formatted(DATABASE, port)),
                new DatabaseOptions(
                        options.label(),
                        options.readOnly(),
                        options.isolation(),
                        options.schemas(),
                        PoolSettings.of(connections)));
    }
}
