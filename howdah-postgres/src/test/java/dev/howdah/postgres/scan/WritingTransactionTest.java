package dev.howdah.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.connection.ConnectionSettings;
import dev.howdah.postgres.connection.PoolSettings;
import dev.howdah.postgres.connection.SessionTransaction.Isolation;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.testing.Rows;
import dev.howdah.postgres.testing.Scans;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.write.CopyLoad;
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
import java.util.Optional;

/** Who reads what beside a writer, and what a write that fails does to its transaction. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
abstract class WritingTransactionTest {
    private static final String DATABASE = "writing_transaction";
    private static final ScanSettings SPLIT = new ScanSettings(2, 5, true);

    private final EmbeddedServer server;
    private Connection connection;
    private PostgresDatabase database;

    WritingTransactionTest(int version) {
        server = Servers.version(version);
    }

    /** The oldest server that comes along. */
    static final class Version14Test extends WritingTransactionTest {
        Version14Test() {
            super(14);
        }
    }

    /** The newest server. */
    static final class Version18Test extends WritingTransactionTest {
        Version18Test() {
            super(18);
        }
    }

    @BeforeAll
    void open() throws SQLException {
        Servers.createDatabase(server, DATABASE);
        connection = server.connect(DATABASE);
        database = open(4, Isolation.REPEATABLE_READ);
    }

    @BeforeEach
    void createTable() throws SQLException {
        Servers.execute(
                connection,
                "DROP TABLE IF EXISTS t",
                "CREATE TABLE t (id bigint PRIMARY KEY, t text)",
                "INSERT INTO t SELECT i, repeat('x', 200) FROM generate_series(1, 3000) i");
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
        connection.close();
    }

    @Test
    void scansBesideAWriterSeeWhatWasThereBefore() throws SQLException {
        for (TransactionScope scope :
                List.of(TransactionScope.WRITE, TransactionScope.TRANSACTION)) {
            for (int limit : new int[] {2, 4}) {
                try (PostgresDatabase limited = open(limit, Isolation.REPEATABLE_READ);
                        RemoteTransaction transaction = limited.begin(scope)) {
                    try (WriterLease writer = transaction.openWriter(true).orElseThrow()) {
                        try (CopyLoad load = limited.load(writer, Rows.target("t", true))) {
                            Rows.write(load, 10_000, 20_000);
                            assertThat(count(limited, transaction)).isEqualTo(3000);
                            assertThat(count(limited, transaction)).isEqualTo(3000);
                            Rows.write(load, 20_000, 20_001);
                            assertThat(load.finish()).isEqualTo(10_001);
                        }
                        assertThat(count(limited, transaction)).isEqualTo(3000);
                        writer.complete();
                    }
                    assertThat(count(limited, transaction)).isEqualTo(13_001);
                    transaction.commit();
                }
                Servers.execute(connection, "DELETE FROM t WHERE id >= 10000");
            }
        }
    }

    @Test
    void withoutASecondSessionTheRowsComeFirst() throws SQLException {
        try (PostgresDatabase single = open(1, Isolation.REPEATABLE_READ);
                RemoteTransaction transaction = single.begin(TransactionScope.WRITE)) {
            assertThat(transaction.openWriter(true)).isEmpty();
            assertThat(count(single, transaction)).isEqualTo(3000);
            try (WriterLease writer = transaction.openWriter(false).orElseThrow()) {
                assertThat(single.execute(writer, "DELETE FROM t WHERE id <= 10")).isEqualTo(10);
                assertThatThrownBy(() -> count(single, transaction))
                        .hasMessageContaining("only connection writes");
                writer.complete();
            }
            transaction.commit();
        }
        assertThat(count()).isEqualTo(2990);
    }

    @Test
    void whereASnapshotCannotBeSharedTheRowsComeFirst() {
        for (Isolation isolation : List.of(Isolation.READ_COMMITTED, Isolation.SERIALIZABLE)) {
            try (PostgresDatabase other = open(4, isolation);
                    RemoteTransaction transaction = other.begin(TransactionScope.TRANSACTION)) {
                assertThat(transaction.openWriter(true)).isEmpty();
                assertThat(count(other, transaction)).isEqualTo(3000);
            }
        }
        try (RemoteTransaction transaction = database.begin(TransactionScope.TRANSACTION)) {
            write(transaction, "DELETE FROM t WHERE id = 1");
            assertThat(transaction.openWriter(true)).isEmpty();
            assertThat(count(database, transaction)).isEqualTo(2999);
        }
    }

    @Test
    void aReadCommittedDatabaseStillReadsBesideAStatement() {
        try (PostgresDatabase other = open(4, Isolation.READ_COMMITTED);
                RemoteTransaction transaction = other.begin(TransactionScope.WRITE);
                WriterLease writer = transaction.openWriter(true).orElseThrow()) {
            assertThat(other.execute(writer, "DELETE FROM t")).isEqualTo(3000);
            assertThat(count(other, transaction)).isEqualTo(3000);
        }
    }

    @Test
    void aWriteThatFailsAbortsTheTransaction() throws SQLException {
        try (RemoteTransaction transaction = database.begin(TransactionScope.TRANSACTION)) {
            write(transaction, "DELETE FROM t WHERE id = 1");
            assertThat(
                            catchThrowableOfType(
                                            HowdahException.class,
                                            () -> write(transaction, "INSERT INTO t VALUES (2)"))
                                    .sqlState())
                    .isEqualTo("23505");
            for (Runnable attempt :
                    List.<Runnable>of(
                            () -> count(database, transaction),
                            () -> transaction.openWriter(false),
                            () -> returning(transaction, "SELECT 1 AS one"),
                            transaction::commit)) {
                HowdahException failure = catchThrowableOfType(HowdahException.class, attempt::run);
                assertThat(failure.sqlState()).isEqualTo("25P02");
                assertThat(failure)
                        .hasMessageContaining("current transaction is aborted")
                        .hasMessageContaining("\"pg\"");
            }
        }
        assertThat(count()).isEqualTo(3000);
    }

    @Test
    void aLoadThatIsGivenUpAbortsTheTransaction() throws SQLException {
        try (RemoteTransaction transaction = database.begin(TransactionScope.TRANSACTION)) {
            write(transaction, "DELETE FROM t WHERE id = 1");
            try (WriterLease writer = transaction.openWriter(false).orElseThrow();
                    CopyLoad load = database.load(writer, Rows.target("t", true))) {
                Rows.write(load, 10_000, 10_100);
            }
            assertThatThrownBy(() -> count(database, transaction)).hasMessageContaining("aborted");
            // What it had locked is free for others at once.
            Servers.execute(connection, "DELETE FROM t WHERE id = 1");
            assertThatThrownBy(transaction::commit).hasMessageContaining("nothing of it was kept");
        }
        assertThat(count()).isEqualTo(2999);
    }

    @Test
    void aWriterThatDidNothingAbortsNothing() throws SQLException {
        try (RemoteTransaction transaction = database.begin(TransactionScope.TRANSACTION)) {
            write(transaction, "DELETE FROM t WHERE id = 1");
            transaction.openWriter(false).orElseThrow().close();
            assertThat(count(database, transaction)).isEqualTo(2999);
            transaction.commit();
        }
        assertThat(count()).isEqualTo(2999);
    }

    @Test
    void aScanThatFailsAbortsNothing() throws SQLException {
        try (RemoteTransaction transaction = database.begin(TransactionScope.TRANSACTION)) {
            write(transaction, "DELETE FROM t WHERE id = 1");
            RemoteQuery failing =
                    database.prepareQuery(
                            transaction, "SELECT 1 / (id - 2) AS q FROM t", MappingOptions.DEFAULT);
            assertThatThrownBy(
                            () -> {
                                try (RowStream rows =
                                        database.query(transaction, failing, List.of())) {
                                    Scans.rows(rows);
                                }
                            })
                    .hasMessageContaining("division by zero");
            write(transaction, "DELETE FROM t WHERE id = 2");
            transaction.commit();
        }
        assertThat(count()).isEqualTo(2998);
    }

    @Test
    void closedWhileAWriterIsOpenItRollsBack() throws Exception {
        RemoteTransaction transaction = database.begin(TransactionScope.WRITE);
        WriterLease writer = transaction.openWriter(true).orElseThrow();
        CopyLoad load = database.load(writer, Rows.target("t", true));
        Rows.write(load, 10_000, 10_100);
        assertThatThrownBy(transaction::commit).hasMessageContaining("still writes");
        transaction.close();
        assertThatThrownBy(load::finish).isInstanceOf(HowdahException.class);
        load.close();
        writer.close();
        assertThat(count()).isEqualTo(3000);
    }

    @Test
    void theRowsOfAStatementThatChangesThemAreReadOnTheWriter() throws SQLException {
        try (RemoteTransaction transaction = database.begin(TransactionScope.WRITE)) {
            try (WriterLease writer = transaction.openWriter(true).orElseThrow()) {
                assertThat(returning(writer, "DELETE FROM t WHERE id < 3 RETURNING id"))
                        .containsExactly("1", "2");
                assertThat(
                                returning(
                                        writer,
                                        "INSERT INTO t VALUES (1, 'a') RETURNING id,"
                                                + " '10.0.0.1'::inet AS i"))
                        .containsExactly("1|10.0.0.1/32");
                assertThat(returning(writer, "SHOW server_encoding")).containsExactly("UTF8");
                assertThat(returning(writer, "UPDATE t SET t = ''")).containsExactly("2999");
                assertThat(database.execute(writer, "DELETE FROM t WHERE id = 4")).isOne();
                writer.complete();
            }
            transaction.commit();
        }
        assertThat(count()).isEqualTo(2998);
    }

    @Test
    void aStatementWithRowsThatIsClosedEarlyIsNotKept() throws SQLException {
        try (RemoteTransaction transaction = database.begin(TransactionScope.WRITE)) {
            try (WriterLease writer = transaction.openWriter(false).orElseThrow()) {
                RemoteQuery query =
                        database.prepareQuery(
                                writer,
                                "INSERT INTO t SELECT generate_series(10000, 60000)"
                                        + " RETURNING id, repeat('y', 1000)",
                                MappingOptions.DEFAULT);
                try (RowStream rows = database.query(writer, query, List.of())) {
                    assertThat(rows.next()).isNotNull();
                }
                writer.complete();
            }
            assertThatThrownBy(transaction::commit).hasMessageContaining("aborted");
        }
        assertThat(count()).isEqualTo(3000);
    }

    @Test
    void theCatalogueShowsWhatATransactionMade() throws SQLException {
        try (RemoteTransaction transaction = database.begin(TransactionScope.TRANSACTION)) {
            try (WriterLease writer = transaction.openWriter(false).orElseThrow()) {
                writer.execute("CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE made (m mood)");
                database.refreshCatalog(writer);
                assertThat(returning(writer, "INSERT INTO made VALUES ('sad') RETURNING 1 AS a"))
                        .containsExactly("1");
                writer.complete();
            }
            database.refreshCatalog();
            assertThat(database.catalog().findRelation("public", "made")).isEmpty();
            database.refreshCatalog(transaction);
            assertThat(database.catalog().findRelation("public", "made")).isPresent();
        }
        database.refreshCatalog();
        assertThat(database.catalog().findRelation("public", "made")).isEmpty();
    }

    @Test
    void theServerRefusesToWriteForAReadOnlyDatabase() throws SQLException {
        DatabaseOptions options = DatabaseOptions.of("pg");
        try (PostgresDatabase readOnly =
                        PostgresDatabase.open(
                                database.settings(),
                                new DatabaseOptions(
                                        "pg",
                                        true,
                                        options.isolation(),
                                        Optional.empty(),
                                        PoolSettings.of(2)));
                RemoteTransaction transaction = readOnly.begin(TransactionScope.WRITE)) {
            assertThat(
                            catchThrowableOfType(
                                            HowdahException.class,
                                            () -> write(transaction, "DELETE FROM t"))
                                    .sqlState())
                    .isEqualTo("25006");
        }
        assertThat(count()).isEqualTo(3000);
    }

    private PostgresDatabase open(int connections, Isolation isolation) {
        PostgresDatabase opened =
                PostgresDatabase.open(
                        ConnectionSettings.parse(server.connectionString(DATABASE)),
                        new DatabaseOptions(
                                "pg",
                                false,
                                isolation,
                                Optional.empty(),
                                PoolSettings.of(connections)));
        // Read before the connections are in use.
        opened.findRelation("public", "t");
        return opened;
    }

    private void write(RemoteTransaction transaction, String sql) {
        try (WriterLease writer = transaction.openWriter(false).orElseThrow()) {
            database.execute(writer, sql);
            writer.complete();
        }
    }

    private List<String> returning(RemoteTransaction transaction, String sql) {
        RemoteQuery query = database.prepareQuery(transaction, sql, MappingOptions.DEFAULT);
        try (RowStream rows = database.query(transaction, query, List.of())) {
            return Scans.rows(rows);
        }
    }

    private List<String> returning(WriterLease writer, String sql) {
        RemoteQuery query = database.prepareQuery(writer, sql, MappingOptions.DEFAULT);
        try (RowStream rows = database.query(writer, query, List.of())) {
            return Scans.rows(rows);
        }
    }

    private static int count(PostgresDatabase database, RemoteTransaction transaction) {
        try (RowStream rows =
                database.scan(transaction, Scans.request(database, "t", "id"), SPLIT)) {
            return Scans.rows(rows).size();
        }
    }

    private int count() throws SQLException {
        return Integer.parseInt(Servers.strings(connection, "SELECT count(*) FROM t").get(0));
    }
}
