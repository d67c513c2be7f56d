package dev.howdah.kuzu;

import static org.assertj.core.api.Assertions.assertThat;

import com.kuzudb.QueryResult;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Threads that share a graph, stop each other, and are stopped themselves. */
@Timeout(120)
final class GraphThreadsTest {
    /** How a statement of another thread ended. */
    private static CompletableFuture<HowdahException> failureOf(Runnable statement) {
        return CompletableFuture.supplyAsync(() -> caught(statement), Thread.ofPlatform()::start);
    }

    private static HowdahException caught(Runnable statement) {
        try {
            statement.run();
        } catch (HowdahException failure) {
            return failure;
        }
        throw new AssertionError("It did not fail");
    }

    /** A server that takes connections and never says a word. */
    private static ServerSocket silent() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static String attach(ServerSocket server) {
        return "ATTACH 'host=127.0.0.1 port=%d user=u password=p dbname=d' AS x (dbtype postgres)"
                .formatted(server.getLocalPort());
    }

    @Test
    void interruptReachesAnAttachThatIsNeverAnswered() throws Exception {
        try (ServerSocket server = silent();
                HowdahGraph graph = HowdahGraph.inMemory()) {
            CompletableFuture<HowdahException> failure =
                    failureOf(() -> graph.query(attach(server)).close());
            try (var _ = server.accept()) {
                graph.interrupt();
                assertThat(failure.get().kind()).isEqualTo(ErrorKind.CANCELLED);
            }
            graph.query("RETURN 1").close();
        }
    }

    @Test
    void closeReachesAnAttachThatIsNeverAnswered() throws Exception {
        HowdahGraph graph = HowdahGraph.inMemory();
        try (ServerSocket server = silent()) {
            CompletableFuture<HowdahException> failure =
                    failureOf(() -> graph.query(attach(server)).close());
            try (var _ = server.accept()) {
                graph.close();
                assertThat(failure.get().kind()).isEqualTo(ErrorKind.CANCELLED);
            }
        }
        assertThat(AttachedGraph.stagedFiles()).isEmpty();
    }

    @Test
    void anInterruptedThreadGivesUpToAttachAndToWait() throws Exception {
        try (ServerSocket server = silent();
                HowdahGraph graph = HowdahGraph.inMemory()) {
            AtomicReference<Thread> attaching = new AtomicReference<>();
            CompletableFuture<HowdahException> attached =
                    failureOf(
                            () -> {
                                attaching.set(Thread.currentThread());
                                graph.query(attach(server)).close();
                            });
            try (var _ = server.accept()) {
                CompletableFuture<HowdahException> waited =
                        failureOf(
                                () -> {
                                    Thread.currentThread().interrupt();
                                    graph.query("RETURN 1").close();
                                });
                assertThat(waited.get().kind()).isEqualTo(ErrorKind.CANCELLED);
                assertThat(waited.get()).hasMessageContaining("waited");
                attaching.get().interrupt();
                assertThat(attached.get().kind()).isEqualTo(ErrorKind.CANCELLED);
            }
        }
    }

    @Test
    void statementsThatWaitDoNotBeginOnceTheGraphCloses() throws Exception {
        HowdahGraph graph = HowdahGraph.inMemory();
        try (ServerSocket server = silent()) {
            CompletableFuture<HowdahException> running =
                    failureOf(() -> graph.query(attach(server)).close());
            try (var _ = server.accept()) {
                List<CompletableFuture<HowdahException>> waiting = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    waiting.add(failureOf(() -> graph.query(attach(server)).close()));
                }
                graph.close();
                assertThat(running.get().kind()).isEqualTo(ErrorKind.CANCELLED);
                for (CompletableFuture<HowdahException> each : waiting) {
                    assertThat(each.get()).hasMessage("The graph is closed");
                }
            }
        }
    }

    @Test
    void manyThreadsShareAGraphWhileOthersInterruptItAndLookOn() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        try (AttachedGraph uw =
                new AttachedGraph(
                        Servers.newest(),
                        "CREATE TABLE person AS SELECT i AS id, 'p' || i AS name"
                                + " FROM generate_series(1, 500) i")) {
            CompletableFuture<Void> onlooker =
                    CompletableFuture.runAsync(
                            () -> {
                                while (!ended.get()) {
                                    uw.graph.progress();
                                    uw.graph.interrupt();
                                }
                            },
                            Thread.ofPlatform()::start);
            List<CompletableFuture<Void>> workers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                workers.add(
                        CompletableFuture.runAsync(
                                () -> work(uw.graph), Thread.ofPlatform()::start));
            }
            for (CompletableFuture<Void> worker : workers) {
                worker.get();
            }
            ended.set(true);
            onlooker.get();
            assertThat(uw.rows("LOAD FROM uw.person RETURN count(*)")).containsExactly("500");
            assertThat(AttachedGraph.stagedFiles()).isEmpty();
        } finally {
            ended.set(true);
        }
    }

    /** Every answer is whole or an interruption. */
    private static void work(HowdahGraph graph) {
        for (int i = 0; i < 20; i++) {
            try (GraphStatement prepared =
                            graph.prepare("LOAD FROM uw.person RETURN count(*), min(id)");
                    QueryResult result = prepared.execute(Map.of())) {
                assertThat(AttachedGraph.rows(result)).containsExactly("500|1");
            } catch (HowdahException failure) {
                assertThat(failure.kind()).isEqualTo(ErrorKind.CANCELLED);
            }
        }
    }

    @Test
    void noThreadIsLeftBehind() throws Exception {
        try (AttachedGraph uw = new AttachedGraph(Servers.newest(), "CREATE TABLE t (i int)")) {
            CompletableFuture<HowdahException> failure =
                    failureOf(
                            () ->
                                    uw.run(
                                            "CALL SQL_QUERY('uw', 'SELECT pg_sleep(100)::text AS s') RETURN *"));
            while (!failure.isDone()) {
                uw.graph.interrupt();
                Thread.onSpinWait();
            }
        }
        while (Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .anyMatch(
                        name ->
                                name.equals("howdah-interrupt")
                                        || name.equals("howdah-staging-limit"))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void twoGraphsShareADatabase() throws SQLException {
        try (var database = new com.kuzudb.Database(":memory:");
                var one = new com.kuzudb.Connection(database);
                var other = new com.kuzudb.Connection(database);
                AttachedGraph first =
                        new AttachedGraph(
                                HowdahGraph.over(one),
                                Servers.newest(),
                                "CREATE TABLE t AS SELECT 1 AS i");
                AttachedGraph second =
                        new AttachedGraph(
                                HowdahGraph.over(other),
                                Servers.newest(),
                                "CREATE TABLE t AS SELECT 2 AS i")) {
            first.run("CREATE NODE TABLE T(i INT64 PRIMARY KEY)");
            first.run("COPY T FROM uw.t");
            second.run("COPY T FROM uw.t");
            assertThat(first.sorted("MATCH (t:T) RETURN t.i")).containsExactly("1", "2");
            assertThat(second.rows("LOAD FROM uw.t RETURN i")).containsExactly("2");
        }
    }
}
