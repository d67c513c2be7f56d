package dev.howdah.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.connection.PoolSettings;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.testing.Scans;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Statements in PostgreSQL's own SQL keep their types, and see what a transaction wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RemoteQueryTest {
    private static final String DATABASE = "remote_query";

    private final EmbeddedServer server;
    private Connection connection;
    private PostgresDatabase database;

    RemoteQueryTest(int version) {
        server = Servers.version(version);
    }

    /** The oldest server that ctid ranges work on. */
    static final class Version14Test extends RemoteQueryTest {
        Version14Test() {
            super(14);
        }
    }

    /** The newest server. */
    static final class Version18Test extends RemoteQueryTest {
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
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE TABLE t (id int PRIMARY KEY, a inet, m mood)",
                "INSERT INTO t VALUES (1, '10.0.0.1', 'ok'), (2, NULL, 'sad')");
        database = Scans.open(server, DATABASE);
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
        connection.close();
    }

    @Test
    void bindsParametersOnTheServer() {
        assertThat(run("SELECT id FROM t WHERE id > $1 AND $2 = 'x'' y'", "1", "x' y"))
                .containsExactly("2");
        assertThat(run("SELECT $1::text AS v", (String) null)).containsExactly("null");
    }

    @Test
    void keepsTheTypesOfTheResult() {
        try (RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN)) {
            RemoteQuery query =
                    database.prepareQuery(
                            transaction,
                            "SELECT m, a, ARRAY[a] AS l, ROW(1, a) AS r, 1 AS x, 2 AS x FROM t;",
                            MappingOptions.DEFAULT);
            assertThat(query.columns())
                    .extracting(RemoteQuery.Column::name)
                    .containsExactly("m", "a", "l", "r", "x", "x");
            assertThat(query.columns().get(0).mapping().logical())
                    .isEqualTo(new LogicalType.Enumeration("mood", List.of("sad", "ok")));
            assertThat(query.columns().get(1).mapping().logical()).isEqualTo(Scalar.TEXT);
            assertThat(query.columns().get(2).mapping().logical())
                    .isEqualTo(new LogicalType.ListOf(Scalar.TEXT));
        }
        assertThat(run("SELECT a, id FROM t ORDER BY id -- the end"))
                .containsExactly("10.0.0.1/32|1", "null|2");
    }

    @Test
    void readsStatementsThatNoSelectCanWrap() {
        assertThat(run("INSERT INTO t VALUES (3, '10.0.0.3', 'ok') RETURNING a, id"))
                .containsExactly("10.0.0.3|3");
        assertThat(run("SHOW server_encoding")).containsExactly("UTF8");
        assertThat(run("DELETE FROM t WHERE id = 3")).containsExactly("1");
    }

    @Test
    void countsWhatAStatementChanges() {
        assertThat(run("UPDATE t SET id = id")).containsExactly("2");
        assertThat(run("CREATE TABLE made (a int)")).containsExactly("-1");
        assertThat(run("INSERT INTO made SELECT generate_series(1, 12)")).containsExactly("12");
        assertThat(run("DROP TABLE made")).containsExactly("-1");
    }

    @Test
    void aTransactionSeesWhatItWroteAndRollsBack() throws SQLException {
        try (RemoteTransaction transaction = database.begin(TransactionScope.TRANSACTION)) {
            assertThat(run(transaction, "INSERT INTO t VALUES (7, NULL, 'ok')"))
                    .containsExactly("1");
            HowdahException failure =
                    catchThrowableOfType(
                            HowdahException.class, () -> run(transaction, "SELECT 1 / 0 AS q"));
            assertThat(failure.sqlState()).isEqualTo("22012");
            try (RowStream stream =
                    database.scan(
                            transaction,
                            Scans.request(database, "t", "id"),
                            ScanSettings.ofThreads(2))) {
                assertThat(Scans.rows(stream)).containsExactly("1", "2", "7");
            }
        }
        assertThat(Servers.strings(connection, "SELECT id FROM t WHERE id = 7")).isEmpty();
    }

    @Test
    void aTransactionCommits() throws SQLException {
        try (RemoteTransaction transaction = database.begin(TransactionScope.TRANSACTION)) {
            run(transaction, "INSERT INTO t VALUES (8, NULL, 'ok')");
            transaction.commit();
        }
        assertThat(Servers.strings(connection, "DELETE FROM t WHERE id = 8 RETURNING id"))
                .containsExactly("8");
    }

    @Test
    void aReadOnlyDatabaseRefusesToWrite() {
        DatabaseOptions options = DatabaseOptions.of("pg");
        try (PostgresDatabase readOnly =
                        PostgresDatabase.open(
                                database.settings(),
                                new DatabaseOptions(
                                        "pg",
                                        true,
                                        options.isolation(),
                                        Optional.empty(),
                                        PoolSettings.of(1)));
                RemoteTransaction transaction = readOnly.begin(TransactionScope.ONE_SCAN)) {
            HowdahException failure =
                    catchThrowableOfType(
                            HowdahException.class, () -> run(transaction, "UPDATE t SET id = id"));
            assertThat(failure.sqlState()).isEqualTo("25006");
            assertThat(
                            Scans.rows(
                                    readOnly.scan(
                                            transaction,
                                            Scans.request(database, "t", "id"),
                                            ScanSettings.ofThreads(2))))
                    .containsExactly("1", "2");
        }
    }

    @Test
    void aMistakeIsTheServersOwnMessage() {
        HowdahException failure =
                catchThrowableOfType(HowdahException.class, () -> run("SELECT nothing FROM t"));
        assertThat(failure.sqlState()).isEqualTo("42703");
        assertThat(failure).hasMessageContaining("pg").hasMessageContaining("\"nothing\"");
    }

    private List<String> run(String sql, String... parameters) {
        try (RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN)) {
            return run(transaction, sql, parameters);
        }
    }

    private List<String> run(RemoteTransaction transaction, String sql, String... parameters) {
        RemoteQuery query = database.prepareQuery(transaction, sql, MappingOptions.DEFAULT);
        assertThat(query.parameterCount()).isEqualTo(parameters.length);
        try (RowStream stream = database.query(transaction, query, Arrays.asList(parameters))) {
            return Scans.rows(stream);
        }
    }
}
