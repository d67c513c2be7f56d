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
import dev.howdah.postgres.predicate.Expression.ComparisonOperator;
import dev.howdah.postgres.testing.LossyProxy;
import dev.howdah.postgres.testing.Scans;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/** A connection that is lost while it reads costs no row and doubles none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
abstract class LostConnectionTest {
    private static final String DATABASE = "lost_connection";
    private static final ScanSettings SPLIT = new ScanSettings(2, 20, true);

    /** Who sends this reads what the leader of the transaction sees. */
    private static final String FOLLOWER = "SET TRANSACTION SNAPSHOT";

    private static final String LEADER = "pg_export_snapshot";

    private final EmbeddedServer server;
    private LossyProxy proxy;
    private Connection connection;
    private List<String> expected;
    private PostgresDatabase database;

    LostConnectionTest(int version) {
        server = Servers.version(version);
    }

    /** The oldest server that ctid ranges work on. */
    static final class Version14Test extends LostConnectionTest {
        Version14Test() {
            super(14);
        }
    }

    /** The newest server. */
    static final class Version18Test extends LostConnectionTest {
        Version18Test() {
            super(18);
        }
    }

    @BeforeAll
    void createTables() throws Exception {
        Servers.createDatabase(server, DATABASE);
        connection = server.connect(DATABASE);
        Servers.execute(
                connection,
                "CREATE TABLE wide (id bigint PRIMARY KEY, k int, t text)",
                "INSERT INTO wide SELECT i, i % 10, repeat(md5(i::text), 12)"
                        + " FROM generate_series(1, 20000) i",
                "CREATE INDEX ON wide (k)",
                "CREATE TABLE written (id bigint)",
                "VACUUM ANALYZE wide");
        expected = Servers.strings(connection, "SELECT id || '|' || k || '|' || t FROM wide");
        expected.sort(null);
        proxy = new LossyProxy(server.port());
    }

    @BeforeEach
    void open() {
        database = open(3);
    }

    @AfterEach
    void closeDatabase() {
        database.close();
        proxy.heal();
    }

    @AfterAll
    void close() throws SQLException, IOException {
        proxy.close();
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 40, 200, 5_000, 100_000, 400_000})
    void aTaskIsReadAgainWhereverItBroke(int bytes) throws Exception {
        assertThat(rowsAfterCuts(() -> proxy.cutAfter(FOLLOWER, bytes), 1)).isEqualTo(expected);
    }

    @Test
    void aTaskIsReadAgainUntilTheServerSaysThatItIsComplete() throws Exception {
        assertThat(rowsAfterCuts(() -> proxy.cutBehindCopyDone(FOLLOWER), 1)).isEqualTo(expected);
    }

    @Test
    void aTaskIsReadAgainAndAgain() throws Exception {
        List<String> rows =
                rowsAfterCuts(
                        () -> {
                            for (int i = 1; i <= 4; i++) {
                                proxy.cutAfter(FOLLOWER, 20_000L * i);
                            }
                        },
                        4);
        assertThat(rows).isEqualTo(expected);
    }

    @Test
    void aTaskThatIsLostAllTheTimeIsOneClearError() {
        for (int i = 0; i < 50; i++) {
            proxy.cutAfter(FOLLOWER, 3_000);
        }
        HowdahException failure =
                catchThrowableOfType(HowdahException.class, () -> rowsAfterCuts(() -> {}, 5));
        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
        assertThat(failure).hasMessageContaining("Could not read pg.public.wide");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theAnswerIsRightWherever(long seed) {
        Random random = new Random(seed);
        int before = proxy.cuts();
        for (int i = random.nextInt(3) + 1; i > 0; i--) {
            proxy.cutAfter(FOLLOWER, random.nextInt(4_000_000));
        }
        ScanSettings settings =
                new ScanSettings(2 + random.nextInt(2), 5 << random.nextInt(5), true);
        assertThat(Scans.rows(database, Scans.request(database, "wide"), settings))
                .as("seed %s, %s cuts", seed, proxy.cuts() - before)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 300, 200_000})
    void aLostLeaderIsOneClearError(int bytes) throws Exception {
        for (int limit = 1; limit <= 3; limit++) {
            try (PostgresDatabase limited = open(limit)) {
                ScanRequest request = Scans.request(limited, "wide");
                proxy.cutAfter(LEADER, bytes);
                HowdahException failure =
                        catchThrowableOfType(
                                HowdahException.class, () -> Scans.rows(limited, request, SPLIT));
                assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
                assertThat(failure).hasMessageContaining("pg.public.wide");
                assertThat(Scans.rows(limited, request, SPLIT)).isEqualTo(expected);
            }
        }
        awaitNoneActive();
    }

    @Test
    void theLeaderGoesOnAloneWhereNoOtherConnectionIsToBeHad() throws Exception {
        database.close();
        database = open(2);
        try (RemoteTransaction transaction = database.begin(TransactionScope.STATEMENT);
                RowStream stream =
                        database.scan(transaction, Scans.request(database, "wide"), SPLIT)) {
            int before = proxy.cuts();
            proxy.cutAfter(FOLLOWER, 50_000);
            RowBatch first = stream.next();
            Servers.await(() -> proxy.cuts() > before);
            for (int i = 0; i < 100; i++) {
                proxy.cutAfter(FOLLOWER, 0);
            }
            int rows = first.rowCount();
            stream.release(first);
            assertThat(rows + Scans.rows(stream).size()).isEqualTo(expected.size());
        }
    }

    @Test
    void aSingleQueryOfWhichNothingWasSeenBeginsAnew() {
        int before = proxy.cuts();
        ScanRequest all = Scans.request(database, "wide", "id", "k");
        ScanRequest limited =
                new ScanRequest(
                        all.relation(),
                        all.columns(),
                        Scans.compare(database, "wide", "k", ComparisonOperator.EQUAL, 7),
                        List.of(),
                        OptionalLong.of(500));
        for (int bytes : new int[] {0, 100, 5_000}) {
            proxy.cutAfter("COPY (SELECT", bytes);
            assertThat(Scans.rows(database, limited, SPLIT)).hasSize(500);
            proxy.cutAfter("COPY (SELECT", bytes);
            assertThat(Scans.rows(database, all, ScanSettings.ofThreads(1))).hasSize(20000);
        }
        assertThat(proxy.cuts() - before).isEqualTo(6);
    }

    @Test
    void aSingleQueryThatWasSeenIsOneClearError() {
        ScanRequest request = Scans.request(database, "wide");
        proxy.cutAfter("COPY (SELECT", 5_000_000);
        HowdahException failure =
                catchThrowableOfType(
                        HowdahException.class,
                        () -> Scans.rows(database, request, ScanSettings.ofThreads(1)));
        assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
    }

    @Test
    void connectionsThatDiedWhileTheyRestedAreNoError() throws Exception {
        ScanRequest request = Scans.request(database, "wide");
        for (ScanSettings settings : List.of(SPLIT, ScanSettings.ofThreads(1))) {
            assertThat(Scans.rows(database, request, SPLIT)).hasSize(20000);
            terminateAll();
            assertThat(Scans.rows(database, request, settings)).isEqualTo(expected);
        }
    }

    @Test
    void connectionsThatDiedWhileTheyRestedAreNoErrorForQuestionsEither() throws Exception {
        terminateAll();
        assertThat(database.refreshCatalog().findRelation("public", "wide")).isPresent();
        terminateAll();
        try (RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN)) {
            RemoteQuery query =
                    database.prepareQuery(
                            transaction, "SELECT count(*) FROM wide", MappingOptions.DEFAULT);
            try (RowStream stream = database.query(transaction, query, List.of())) {
                assertThat(Scans.rows(stream)).containsExactly("20000");
            }
        }
    }

    @Test
    void aStatementThatMayWriteIsSentOnce() throws Exception {
        for (int bytes : new int[] {0, 10}) {
            String insert = "INSERT INTO written VALUES (" + bytes + ")";
            try (RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN)) {
                RemoteQuery query =
                        database.prepareQuery(transaction, insert, MappingOptions.DEFAULT);
                proxy.cutAfter(insert, bytes);
                try (RowStream stream = database.query(transaction, query, List.of())) {
                    HowdahException failure =
                            catchThrowableOfType(HowdahException.class, () -> stream.next());
                    assertThat(failure.kind()).isEqualTo(ErrorKind.CONNECTION);
                }
            }
        }
        awaitNoneActive();
        assertThat(
                        Servers.strings(
                                connection,
                                "SELECT id FROM written GROUP BY id HAVING count(*) > 1"))
                .isEmpty();
    }

    /** Lets the cuts happen before most of the rows are fetched. */
    private List<String> rowsAfterCuts(Runnable plan, int cuts) throws Exception {
        int before = proxy.cuts();
        plan.run();
        try (RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN);
                RowStream stream =
                        database.scan(transaction, Scans.request(database, "wide"), SPLIT)) {
            RowBatch first = stream.next();
            Servers.await(() -> proxy.cuts() - before >= cuts);
            List<String> rows = Scans.rows(first);
            stream.release(first);
            rows.addAll(Scans.rows(stream));
            rows.sort(null);
            return rows;
        }
    }

    private PostgresDatabase open(int connections) {
        DatabaseOptions options = DatabaseOptions.of("pg");
        return PostgresDatabase.open(
                ConnectionSettings.parse(
                        "host=127.0.0.1 user=postgres dbname=%s port=%d"
                                .formatted(DATABASE, proxy.port())),
                new DatabaseOptions(
                        options.label(),
                        options.readOnly(),
                        options.isolation(),
                        options.schemas(),
                        PoolSettings.of(connections)));
    }

    private void terminateAll() throws Exception {
        Servers.strings(
                connection,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                        + " AND backend_type = 'client backend'");
        Servers.await(() -> count("backend_type = 'client backend'") == 0);
    }

    private void awaitNoneActive() throws Exception {
        Servers.await(() -> count("state <> 'idle'") == 0);
    }

    private long count(String condition) throws SQLException {
        return Long.parseLong(
                Servers.strings(
                                connection,
                                "SELECT count(*) FROM pg_stat_activity WHERE datname ="
                                        + " current_database() AND pid <> pg_backend_pid() AND "
                                        + condition)
                        .get(0));
    }
}
