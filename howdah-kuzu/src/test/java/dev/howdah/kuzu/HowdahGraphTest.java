package dev.howdah.kuzu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kuzudb.Connection;
import com.kuzudb.Database;
import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/** The face: what goes to Kùzu as it is, transactions, prepared statements, threads, ends. */
@Timeout(180)
@ParameterizedClass
@ValueSource(ints = {14, 18})
final class HowdahGraphTest {
    @Parameter int version;

    private static final String SLEEP =
            "CALL SQL_QUERY('uw', 'SELECT pg_sleep(100)::text AS s') RETURN *";

    private AttachedGraph uw;

    @BeforeEach
    void attach() throws SQLException {
        uw =
                new AttachedGraph(
                        Servers.of(version),
                        "CREATE TABLE person (name text, age int)",
                        "INSERT INTO person VALUES ('Alice', 30), ('Bob', 27)");
        uw.run("CREATE NODE TABLE P(name STRING PRIMARY KEY, age INT64)");
    }

    @AfterEach
    void nothingIsLeft() throws SQLException {
        assertThat(AttachedGraph.stagedFiles()).isEmpty();
        assertThat(sessions("state LIKE 'idle in transaction%'")).isZero();
        uw.close();
    }

    private long sessions(String condition) throws SQLException {
        try (java.sql.Connection connection = uw.server.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT count(*) FROM pg_stat_activity WHERE datname = '%s' AND %s"
                                        .formatted(uw.database, condition))) {
            row.next();
            return row.getLong(1);
        }
    }

    private boolean sleeps() {
        try {
            return sessions("state = 'active' AND query LIKE '%pg_sleep%'") > 0;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void textWithoutOursStaysAsItIs() {
        assertThat(
                        uw.rows(
                                "RETURN 'LOAD FROM uw.person RETURN *' /* LOAD FROM uw.person */ AS x // ATTACH 'y'"))
                .containsExactly("LOAD FROM uw.person RETURN *");
        assertThat(uw.columns("RETURN 1 AS `LOAD FROM uw.person`"))
                .containsExactly("LOAD FROM uw.person");
        assertThat(uw.rows("RETURN \"COPY P FROM uw.person;\", 'it\\'s; USE uw';"))
                .containsExactly("COPY P FROM uw.person;|it's; USE uw");
        assertThat(
                        uw.rows(
                                "/* USE uw; */ LOAD FROM uw.person /* ; */ WHERE name <> 'LOAD FROM uw.person;' RETURN count(*)"))
                .containsExactly("2");
    }

    @Test
    void severalStatements() {
        assertThat(uw.rows("RETURN 1; RETURN 2;")).containsExactly("2");
        List<QueryResult> all =
                uw.graph.queryAll("LOAD FROM uw.person RETURN count(*); RETURN 'a;b'; USE uw");
        assertThat(all).hasSize(3);
        assertThat(AttachedGraph.rows(all.get(0))).containsExactly("2");
        assertThat(AttachedGraph.rows(all.get(1))).containsExactly("a;b");
        all.forEach(QueryResult::close);
        assertThatThrownBy(
                        () ->
                                uw.run(
                                        "CREATE (:P {name: 'x'}); RETURN bad; CREATE (:P {name: 'y'})"))
                .isInstanceOf(HowdahException.class)
                .hasMessage("Binder exception: Variable bad is not in scope.");
        assertThat(uw.rows("MATCH (p:P) RETURN p.name")).containsExactly("x");
    }

    @Test
    void commandsAnswerAsKuzuDoes() {
        assertThat(uw.rows("INSTALL postgres")).hasSize(1);
        assertThat(uw.rows("LOAD EXTENSION postgres_scanner;")).hasSize(1);
        assertThat(uw.columns("LOAD postgres")).containsExactly("result");
        assertThatThrownBy(() -> uw.run("USE nowhere"))
                .hasMessage("Runtime exception: No database named nowhere.");
        assertThatThrownBy(() -> uw.run("DETACH nowhere")).hasMessageContaining("nowhere");
        uw.run("DETACH uw");
        assertThatThrownBy(() -> uw.run("LOAD FROM uw.person RETURN *"))
                .hasMessage("Runtime exception: No database named uw.");
    }

    @Test
    void listings() {
        assertThat(uw.rows("CALL SHOW_ATTACHED_DATABASES() RETURN *"))
                .containsExactly("uw|POSTGRES");
        assertThat(uw.sorted("CALL SHOW_TABLES() RETURN name, type"))
                .contains("P|NODE", "person|ATTACHED");
        assertThat(
                        uw.rows(
                                "CALL TABLE_INFO('uw.person') WHERE n = 'age' YIELD `property id` AS i, name AS n, type AS t, `default expression` AS d, `primary key` AS k RETURN n, t"))
                .containsExactly("age|INT32");
        assertThat(uw.rows("CALL TABLE_INFO('P') RETURN name")).containsExactly("name", "age");
    }

    @Test
    void aColumnThatKuzuCannotHaveOnlyMattersIfItIsNeeded() {
        String call = "CALL SQL_QUERY('uw', 'SELECT 1 AS \"a`b\", 2 AS c') ";
        assertThat(uw.rows(call + "RETURN c")).containsExactly("2");
        assertThatThrownBy(() -> uw.rows(call + "RETURN *")).hasMessageContaining("backtick");
    }

    @Test
    void copyOfRowsFromPostgresIntoAFile(@TempDir Path directory) {
        Path file = directory.resolve("rows.parquet");
        uw.run("COPY (LOAD FROM uw.person WHERE age < 30 RETURN *) TO '%s'".formatted(file));
        assertThat(uw.rows("LOAD FROM '%s' RETURN *".formatted(file))).containsExactly("Bob|27");
    }

    @Test
    void progressOfWhatIsRead() throws SQLException {
        uw.sql(
                "CREATE VIEW slow AS SELECT g AS id, pg_sleep(100)::text AS s FROM generate_series(1, 2) g");
        CompletableFuture<Void> running =
                CompletableFuture.runAsync(() -> uw.run("LOAD FROM uw.slow RETURN s"));
        await(() -> running.isDone() || !uw.graph.progress().isEmpty());
        assertThat(uw.graph.progress().getFirst().what()).isEqualTo("reading uw.slow");
        uw.graph.interrupt();
        assertThatThrownBy(running::join).hasMessageContaining("Interrupted.");
    }

    @Test
    void anotherKuzuDatabaseStaysKuzus(@TempDir Path directory) {
        Path file = directory.resolve("other.kuzu");
        try (HowdahGraph other = HowdahGraph.open(file, new GraphOptions(1L << 26, false))) {
            other.query("CREATE NODE TABLE Q(id INT64 PRIMARY KEY)").close();
            other.query("CREATE (:Q {id: 7})").close();
        }
        uw.run("ATTACH '%s' AS other (dbtype kuzu)".formatted(file));
        assertThat(uw.rows("MATCH (q:Q) RETURN q.id")).containsExactly("7");
        assertThatThrownBy(
                        () ->
                                uw.run(
                                        "ATTACH '%s' AS Other (dbtype postgres)"
                                                .formatted(
                                                        uw.server.connectionString(uw.database))))
                .hasMessageContaining("Duplicate attached database name");
        uw.run("DETACH other");
        assertThat(uw.rows("LOAD FROM uw.person RETURN count(*)")).containsExactly("2");
    }

    @Test
    void failuresEndTheTransaction() {
        for (String failing :
                List.of(
                        "LOAD FROM uw.nobody RETURN *",
                        "LOAD FROM uw.person RETURN nothing",
                        "CALL SQL_QUERY('uw', 'SELECT 1/0 AS x') RETURN *",
                        "GARBAGE",
                        "RETURN bad")) {
            uw.run("BEGIN TRANSACTION");
            uw.run("LOAD FROM uw.person CREATE (:P {name: name})");
            assertThatThrownBy(() -> uw.run(failing)).isInstanceOf(HowdahException.class);
            assertThatThrownBy(() -> uw.run("COMMIT"))
                    .hasMessageContaining("No active transaction");
            assertThat(uw.rows("MATCH (p:P) RETURN count(*)")).containsExactly("0");
        }
    }

    @Test
    void transactions() {
        uw.run("BEGIN TRANSACTION; LOAD FROM uw.person CREATE (:P {name: name}); ROLLBACK;");
        assertThat(uw.rows("MATCH (p:P) RETURN count(*)")).containsExactly("0");
        uw.run("BEGIN TRANSACTION READ ONLY");
        assertThat(uw.rows("LOAD FROM uw.person RETURN count(*)")).containsExactly("2");
        uw.run("COMMIT");
        uw.run("BEGIN TRANSACTION; LOAD FROM uw.person CREATE (:P {name: name});");
        uw.run("COMMIT");
        assertThat(uw.rows("MATCH (p:P) RETURN count(*)")).containsExactly("2");
    }

    @Test
    void preparedStatements() {
        try (GraphStatement statement =
                        uw.graph.prepare(
                                "LOAD FROM uw.person WHERE age > $low AND name <> $name RETURN name");
                Value low = new Value(20L);
                Value high = new Value(28L);
                Value bob = new Value("Bob");
                Value quote = new Value("'; DROP TABLE person; --")) {
            assertThat(rows(statement, Map.of("low", low, "name", bob))).containsExactly("Alice");
            assertThat(rows(statement, Map.of("low", high, "name", quote)))
                    .containsExactly("Alice");
            uw.sql("INSERT INTO person VALUES ('Zoe', 99)");
            assertThat(rows(statement, Map.of("low", high, "name", bob)))
                    .containsExactlyInAnyOrder("Alice", "Zoe");
            assertThatThrownBy(() -> statement.execute(Map.of("low", low)))
                    .hasMessageContaining("Parameter name has no value");
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        try (GraphStatement sql =
                        uw.graph.prepare("CALL SQL_QUERY($db, $sql) WHERE age = $age RETURN name");
                Value db = new Value("UW");
                Value text = new Value("SELECT name, age FROM person");
                Value age = new Value(27)) {
            assertThat(rows(sql, Map.of("db", db, "sql", text, "age", age))).containsExactly("Bob");
        }
    }

    @Test
    void preparedStatementsOfKuzusOwn() {
        GraphStatement statement = uw.graph.prepare("CREATE (:P {name: $name})");
        try (Value name = new Value("x")) {
            statement.execute(Map.of("name", name)).close();
            assertThatThrownBy(() -> statement.execute(Map.of()))
                    .hasMessageContaining("Parameter name has no value");
        }
        assertThat(uw.rows("MATCH (p:P) RETURN p.name")).containsExactly("x");
        statement.close();
        statement.close();
        assertThatThrownBy(() -> statement.execute(Map.of())).hasMessageContaining("closed");
        assertThatThrownBy(() -> uw.graph.prepare("RETURN bad"))
                .hasMessage("Binder exception: Variable bad is not in scope.");
        assertThatThrownBy(() -> uw.graph.prepare("RETURN 1; RETURN 2"))
                .hasMessageContaining("multiple statements");
        assertThatThrownBy(() -> uw.run("MATCH (p:P) WHERE p.name = $who RETURN p.name"))
                .hasMessageContaining("Parameter who has no value");
        uw.graph.prepare("RETURN 1");
    }

    private static List<String> rows(GraphStatement statement, Map<String, Value> parameters) {
        try (QueryResult result = statement.execute(parameters)) {
            return AttachedGraph.rows(result);
        }
    }

    @Test
    void resultsOutliveTheirFiles() throws SQLException {
        uw.sql(
                "CREATE TABLE many AS SELECT g AS id, 'text ' || g AS t FROM generate_series(1, 300000) g");
        for (String order : List.of("", " ORDER BY id DESC")) {
            try (QueryResult result = uw.graph.query("LOAD FROM uw.many RETURN id, t" + order)) {
                assertThat(AttachedGraph.stagedFiles()).isEmpty();
                assertThat(uw.rows("RETURN 1")).containsExactly("1");
                assertThat(AttachedGraph.rows(result))
                        .hasSize(300_000)
                        .contains("299999|text 299999");
            }
        }
    }

    @Test
    void interruptStopsTheServersQuery() {
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> uw.run(SLEEP));
        await(this::sleeps);
        uw.graph.interrupt();
        assertThatThrownBy(running::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        HowdahException.class,
                        failure -> {
                            assertThat(failure.kind()).isEqualTo(ErrorKind.CANCELLED);
                            assertThat(failure).hasMessage("Interrupted.");
                        });
        await(() -> !sleeps());
        assertThat(uw.rows("LOAD FROM uw.person RETURN count(*)")).containsExactly("2");
    }

    @Test
    void interruptStopsKuzu() {
        CompletableFuture<Void> running =
                CompletableFuture.runAsync(
                        () ->
                                uw.run(
                                        "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN sum(a * b % 7)"));
        await(
                () -> {
                    uw.graph.interrupt();
                    return running.isDone();
                });
        assertThatThrownBy(running::join).hasMessageContaining("Interrupted.");
        assertThat(uw.rows("MATCH (p:P) RETURN count(*)")).containsExactly("0");
        uw.graph.interrupt();
        assertThat(uw.rows("LOAD FROM uw.person RETURN count(*)")).containsExactly("2");
        assertThat(uw.graph.progress()).isEmpty();
    }

    @Test
    void aFailureHalfWayLeavesNothing() throws SQLException {
        uw.sql(
                "CREATE VIEW half AS SELECT g AS id, 1 / (g - 250000) AS x FROM generate_series(1, 500000) g");
        assertThatThrownBy(() -> uw.rows("LOAD FROM uw.half RETURN sum(x)"))
                .isInstanceOfSatisfying(
                        HowdahException.class,
                        failure -> assertThat(failure.sqlState()).isEqualTo("22012"));
        assertThat(AttachedGraph.stagedFiles()).isEmpty();
        assertThat(uw.rows("LOAD FROM uw.person RETURN count(*)")).containsExactly("2");
    }

    @Test
    void otherThreadsWait() {
        List<CompletableFuture<List<String>>> all =
                java.util.stream.IntStream.range(0, 6)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        uw.rows(
                                                                "LOAD FROM uw.person RETURN count(*) + "
                                                                        + i)))
                        .toList();
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).join()).containsExactly(String.valueOf(2 + i));
        }
    }

    @Test
    void closeStopsWhatRuns() {
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> uw.run(SLEEP));
        await(this::sleeps);
        uw.graph.close();
        assertThatThrownBy(running::join).hasMessageContaining("Interrupted.");
        assertThatThrownBy(() -> uw.run("RETURN 1")).hasMessage("The graph is closed");
        uw.graph.close();
        uw.graph.interrupt();
        assertThat(uw.graph.progress()).isEmpty();
    }

    @Test
    void aConnectionOfTheCallersStaysOpen() {
        try (Database database = new Database(":memory:");
                Connection connection = new Connection(database)) {
            try (HowdahGraph graph = HowdahGraph.over(connection)) {
                graph.query(
                                "ATTACH '%s' AS uw (dbtype postgres)"
                                        .formatted(uw.server.connectionString(uw.database)))
                        .close();
                graph.query("CREATE NODE TABLE N(name STRING PRIMARY KEY)").close();
                graph.query("LOAD FROM uw.person CREATE (:N {name: name})").close();
            }
            try (QueryResult result =
                    connection.query("MATCH (n:N) RETURN n.name ORDER BY n.name")) {
                assertThat(AttachedGraph.rows(result)).containsExactly("Alice", "Bob");
            }
        }
    }
}
