package dev.howdah.cli.cypher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.cli.render.OutputFormat;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The walk-through of Kùzu's PostgreSQL extension, typed into the shell. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class UniversityTest {
    private static EmbeddedServer server;

    @BeforeAll
    static void start() throws SQLException {
        server = EmbeddedServer.start(EmbeddedServer.NEWEST);
        try (Connection remote = server.connect();
                Statement statement = remote.createStatement()) {
            statement.execute("CREATE TABLE person (name VARCHAR, age INTEGER)");
            statement.execute(
                    "INSERT INTO person VALUES"
                            + " ('Alice', 30), ('Bob', 27), ('Carol', 19), ('Dan', 25)");
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        server.close();
    }

    private static String attach() {
        return "ATTACH '" + server.connectionString() + "' AS uw (dbtype 'postgres');\n";
    }

    @Test
    void givesWhatTheWalkThroughShows() throws IOException {
        ShellRun run =
                ShellRun.input(
                        """
                        INSTALL postgres_scanner;
                        LOAD EXTENSION postgres_scanner;
                        """
                                + attach()
                                + """
                                .mode box
                                LOAD FROM uw.person
                                RETURN *;
                                .mode csv
                                CREATE NODE TABLE Person (name STRING, age INT32, PRIMARY KEY(name));
                                COPY Person FROM (LOAD FROM uw.person RETURN *);
                                MATCH (p:person) RETURN p.*;
                                CALL POSTGRES_CLEAR_CACHE() RETURN *;
                                """,
                        OutputFormat.CSV,
                        false);

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        """
                        ┌────────┬───────┐
                        │  name  │  age  │
                        │ STRING │ INT32 │
                        ├────────┼───────┤
                        │ Alice  │    30 │
                        │ Bob    │    27 │
                        │ Carol  │    19 │
                        │ Dan    │    25 │
                        └────────┴───────┘
                        """)
                .contains("\np.name,p.age\nAlice,30\nBob,27\nCarol,19\nDan,25\n");
    }

    @Test
    void listsAndCompletesAttachedTables() throws IOException, SQLException {
        ShellRun run = ShellRun.input(attach() + ".tables\n.schema per%\n");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).endsWith("uw.person\n// uw.person(name STRING, age INT32)\n");

        try (CypherEngine engine = CypherEngine.open(Optional.empty())) {
            engine.run(attach(), rows -> {});
            engine.run(
                    "CALL SHOW_TABLES() RETURN *",
                    rows -> assertThat(rows.columns().getFirst().typeName()).isEqualTo("UINT64"));
            assertThat(engine.names().names(""))
                    .extracting(name -> name.kind() + " " + name.text())
                    .contains("database uw", "table uw.person");
        }
    }

    @Test
    void goesOnAfterAnErrorOfTheServers() throws IOException {
        ShellRun run =
                ShellRun.input(
                        attach()
                                + "CALL SQL_QUERY('uw', 'SELECT 1/0 AS x') RETURN *;\n"
                                + "LOAD FROM uw.nobody RETURN *;\n"
                                + "LOAD FROM uw.person RETURN count(*) AS n;\n");

        assertThat(run.succeeded()).isFalse();
        assertThat(run.err()).contains("division by zero", "nobody");
        assertThat(run.out()).endsWith("n\n4\n");
    }

    @Test
    void stopsARunningStatementOnTheServerToo()
            throws SQLException, InterruptedException, ExecutionException {
        try (CypherEngine engine = CypherEngine.open(Optional.empty());
                ExecutorService typist = Executors.newSingleThreadExecutor();
                Connection remote = server.connect()) {
            engine.run(attach(), rows -> {});
            Future<String> failure = typist.submit(() -> failure(engine));
            while (!isSleeping(remote)) {
                Thread.onSpinWait();
            }
            engine.cancel();

            assertThat(failure.get()).contains("Interrupted");
            while (isSleeping(remote)) {
                Thread.onSpinWait();
            }
        }
    }

    private static String failure(CypherEngine engine) {
        try {
            engine.run(
                    "CALL SQL_QUERY('uw', 'SELECT pg_sleep(150)::text AS slept') RETURN *",
                    rows -> {});
            return "none";
        } catch (SQLException interrupted) {
            return String.valueOf(interrupted.getMessage());
        }
    }

    private static boolean isSleeping(Connection remote) throws SQLException {
        try (Statement statement = remote.createStatement();
                var result =
                        statement.executeQuery(
                                "SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
                                        + " AND query LIKE '%pg_sleep(150)%'"
                                        + " AND pid <> pg_backend_pid()")) {
            result.next();
            return result.getInt(1) > 0;
        }
    }
}
