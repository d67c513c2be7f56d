package dev.howdah.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.column.LongColumn;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.plan.PlanReason;
import dev.howdah.postgres.plan.ScanPlan;
import dev.howdah.postgres.plan.ScanRequest;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.predicate.Expression.ComparisonOperator;
import dev.howdah.postgres.testing.Scans;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** A scan returns what PostgreSQL itself would, however it was split. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RelationScanTest {
    private static final String DATABASE = "relation_scan";

    /** Small tasks, so that small tables are split. */
    private static final ScanSettings SPLIT = new ScanSettings(2, 5, true);

    private final EmbeddedServer server;
    private Connection connection;
    private PostgresDatabase database;

    RelationScanTest(int version) {
        server = Servers.version(version);
    }

    /** The oldest server that ctid ranges work on. */
    static final class Version14Test extends RelationScanTest {
        Version14Test() {
            super(14);
        }
    }

    /** The newest server. */
    static final class Version18Test extends RelationScanTest {
        Version18Test() {
            super(18);
        }
    }

    @BeforeAll
    void createTables() throws SQLException {
        Servers.createDatabase(server, DATABASE);
        connection = server.connect(DATABASE);
        String rows =
                " SELECT i, i % 1000, CASE WHEN i % 7 > 0 THEN 'row ' || i END"
                        + " FROM generate_series(1, 20000) i";
        Servers.execute(
                connection,
                "CREATE TABLE plain (id bigint PRIMARY KEY, k int, t text)",
                "INSERT INTO plain" + rows,
                "DELETE FROM plain WHERE id BETWEEN 3000 AND 9000 AND id % 3 = 0",
                "UPDATE plain SET t = 'changed' WHERE id % 11 = 0",
                "ANALYZE plain",
                "CREATE TABLE parted (id bigint, k int, t text) PARTITION BY RANGE (id)",
                "CREATE TABLE part1 PARTITION OF parted FOR VALUES FROM (0) TO (1000)",
                "CREATE TABLE part2 (t text, gone int, k int, id bigint)",
                "ALTER TABLE part2 DROP COLUMN gone",
                "ALTER TABLE parted ATTACH PARTITION part2 FOR VALUES FROM (1000) TO (15000)",
                "CREATE TABLE part3 PARTITION OF parted DEFAULT PARTITION BY HASH (id)",
                "CREATE TABLE part3a PARTITION OF part3 FOR VALUES WITH (MODULUS 2, REMAINDER 0)",
                "CREATE TABLE part3b PARTITION OF part3 FOR VALUES WITH (MODULUS 2, REMAINDER 1)",
                "INSERT INTO parted" + rows,
                "CREATE TABLE elder (id bigint, k int, t text)",
                "CREATE TABLE younger (extra int) INHERITS (elder)",
                "INSERT INTO elder" + rows,
                "INSERT INTO younger (id, k, t) SELECT id + 100000, k, t FROM elder LIMIT 9000",
                "CREATE VIEW viewed AS SELECT id, k, t FROM plain WHERE k < 500",
                "CREATE MATERIALIZED VIEW kept AS SELECT id, k, t FROM plain WHERE k < 900",
                "CREATE TABLE guarded AS SELECT * FROM plain",
                "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY few ON guarded USING (abs(k) < 10)",
                "DROP ROLE IF EXISTS guest",
                "CREATE ROLE guest",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest",
                "CREATE TABLE nothing (id bigint, k int, t text)",
                "CREATE TABLE columnless ()",
                "INSERT INTO columnless SELECT FROM generate_series(1, 5000)",
                "CREATE TABLE balance (id int PRIMARY KEY, amount bigint, filler text)",
                "INSERT INTO balance SELECT i, 100, repeat('x', 200)"
                        + " FROM generate_series(1, 5000) i");
        database = Scans.open(server, DATABASE);
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
        Servers.execute(connection, "DROP OWNED BY guest", "DROP ROLE guest");
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "parted", "elder", "viewed", "kept", "nothing"})
    void returnsEachRowOnce(String relation) throws SQLException {
        ScanRequest request = Scans.request(database, relation, "id", "k", "t");
        List<String> expected = expected(request, "");
        assertThat(Scans.rows(database, request, SPLIT)).isEqualTo(expected);
        assertThat(Scans.rows(database, request, ScanSettings.ofThreads(1))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "parted", "elder", "viewed", "kept"})
    void returnsTheRowsOfAPredicate(String relation) throws SQLException {
        ScanRequest request =
                Scans.request(
                        database,
                        relation,
                        Scans.compare(database, relation, "k", ComparisonOperator.LESS, 77),
                        "id",
                        "k",
                        "t");
        assertThat(Scans.rows(database, request, SPLIT))
                .isEqualTo(expected(request, " WHERE k < 77"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "parted", "elder", "kept"})
    void splitsWhatHasPages(String relation) {
        ScanPlan plan = database.explain(Scans.request(database, relation), SPLIT);
        assertThat(plan.reason()).isEqualTo(PlanReason.SPLIT);
        assertThat(plan.tasks()).hasSizeGreaterThan(1);
    }

    @Test
    void readsAPointByItsIndex() throws SQLException {
        ScanRequest request =
                Scans.request(
                        database,
                        "plain",
                        Scans.compare(database, "plain", "id", ComparisonOperator.EQUAL, 12345));
        assertThat(database.explain(request, SPLIT).reason()).isEqualTo(PlanReason.INDEX);
        assertThat(Scans.rows(database, request, SPLIT)).containsExactly("12345|345|row 12345");
    }

    @Test
    void countsRowsOnTheServer() {
        assertThat(count("plain", OptionalLong.empty())).isEqualTo(17999);
        assertThat(count("columnless", OptionalLong.empty())).isEqualTo(5000);
        assertThat(count("nothing", OptionalLong.empty())).isZero();
        assertThat(count("plain", OptionalLong.of(3001))).isEqualTo(3001);
    }

    @Test
    void stopsAtALimit() {
        ScanRequest all = Scans.request(database, "plain", "id");
        ScanRequest some =
                new ScanRequest(
                        all.relation(),
                        all.columns(),
                        Optional.empty(),
                        List.of(),
                        OptionalLong.of(10));
        assertThat(Scans.rows(database, some, SPLIT)).hasSize(10);
    }

    @Test
    void countsWhatItDoes() {
        ScanRequest request = Scans.request(database, "plain");
        try (RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN);
                RowStream stream = database.scan(transaction, request, SPLIT)) {
            assertThat(stream.statistics().rows()).isZero();
            Scans.rows(stream);
            ScanStatistics statistics = stream.statistics();
            assertThat(statistics.rows()).isEqualTo(17999);
            assertThat(statistics.bytes()).isGreaterThan(17999 * 20);
            assertThat(statistics.connections()).isBetween(1, 2);
            assertThat(statistics.fraction()).isEqualTo(1);
        }
    }

    /** Money moves between rows, and rows between pages, while two connections read. */
    @Test
    void seesOneStateOnAllConnections() throws Exception {
        ScanRequest request = Scans.request(database, "balance", "id", "amount");
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = new Thread(() -> moveMoney(done));
        writer.start();
        try {
            for (int round = 0; round < 30; round++) {
                try (RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN);
                        RowStream stream = database.scan(transaction, request, SPLIT)) {
                    assertThat(sumOfAmounts(stream)).isEqualTo(500_000);
                }
            }
        } finally {
            done.set(true);
            writer.join();
        }
    }

    /** Otherwise each range would read the whole relation. */
    @ParameterizedTest
    @ValueSource(strings = {"plain", "parted", "elder", "kept", "guarded"})
    void rangesReadOnlyTheirPages(String relation) throws SQLException {
        ScanPlan plan = database.explain(Scans.request(database, relation), SPLIT);
        assertThat(plan.reason()).isEqualTo(PlanReason.SPLIT);
        Servers.execute(connection, "SET ROLE guest");
        List<String> explained =
                Servers.strings(connection, "EXPLAIN " + plan.tasks().get(1).sql());
        Servers.execute(connection, "RESET ROLE");
        assertThat(explained)
                .anyMatch(line -> line.contains("Tid Range Scan"))
                .noneMatch(line -> line.contains("Seq Scan"));
    }

    /** Two scans of one statement agree although a row was inserted between them. */
    @Test
    void severalScansOfAStatementSeeOneState() throws SQLException {
        Servers.execute(connection, "CREATE TABLE growing (id int)");
        ScanRequest request = Scans.request(database, "growing");
        try (RemoteTransaction transaction = database.begin(TransactionScope.STATEMENT)) {
            try (RowStream first = database.scan(transaction, request, SPLIT)) {
                assertThat(Scans.rows(first)).isEmpty();
            }
            Servers.execute(connection, "INSERT INTO growing VALUES (1)");
            try (RowStream second = database.scan(transaction, request, SPLIT)) {
                assertThat(Scans.rows(second)).isEmpty();
            }
        }
        assertThat(Scans.rows(database, request, SPLIT)).containsExactly("1");
        Servers.execute(connection, "DROP TABLE growing");
    }

    @Test
    void scansOfAStatementRunAtTheSameTime() {
        ScanRequest request = Scans.request(database, "plain", "id");
        try (RemoteTransaction transaction = database.begin(TransactionScope.STATEMENT);
                RowStream first = database.scan(transaction, request, SPLIT);
                RowStream second = database.scan(transaction, request, SPLIT)) {
            RowBatch begun = first.next();
            assertThat(begun).isNotNull();
            first.release(begun);
            assertThat(Scans.rows(second)).hasSize(17999);
        }
    }

    private void moveMoney(AtomicBoolean done) {
        try (Connection writer = server.connect(DATABASE)) {
            for (int i = 0; !done.get(); i++) {
                Servers.execute(
                        writer,
                        "BEGIN; UPDATE balance SET amount = amount - 10 WHERE id % 50 = "
                                + i % 50
                                + "; UPDATE balance SET amount = amount + 10 WHERE id % 50 = "
                                + (i + 7) % 50
                                + "; COMMIT");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static long sumOfAmounts(RowStream stream) {
        long sum = 0;
        for (RowBatch batch = stream.next(); batch != null; batch = stream.next()) {
            LongColumn amounts = (LongColumn) batch.columns().get(1);
            for (int row = 0; row < batch.rowCount(); row++) {
                sum += amounts.values()[row];
            }
            stream.release(batch);
        }
        return sum;
    }

    private long count(String relation, OptionalLong limit) {
        ScanRequest request =
                new ScanRequest(
                        database.findRelation("public", relation).orElseThrow(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        limit);
        return Scans.rows(database, request, SPLIT).size();
    }

    private List<String> expected(ScanRequest request, String where) throws SQLException {
        return Servers.strings(
                        connection,
                        "SELECT concat_ws('|', id, k, coalesce(t, 'null')) FROM "
                                + request.relation().name()
                                + where)
                .stream()
                .sorted()
                .toList();
    }
}
