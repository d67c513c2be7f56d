package dev.howdah.kuzu;

import static org.assertj.core.api.Assertions.assertThat;

import com.kuzudb.QueryResult;

import dev.howdah.kuzu.statement.StatementReader;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * A distinctive password goes every way into Cypher and must come out nowhere: not in an exception
 * with all that lies behind it, in a result, a log, a progress or the name of a thread.
 */
@Timeout(180)
final class PasswordScanTest {
    private static final String HUSH = PasswordServer.PASSWORD;

    private static HowdahGraph graph;

    /** P is the password, PORT the server's port. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTACH 'host=127.0.0.1 port=PORT user=app password=P dbname=nowhere' AS x (dbtype postgres)",
                "ATTACH 'host=127.0.0.1 port=PORT user=app password=xP dbname=postgres' AS x (dbtype postgres)",
                "ATTACH 'host=127.0.0.1 port=1 password=P' AS x (dbtype postgres)",
                "ATTACH \"host=127.0.0.1 port=1 password=P\" AS x (dbtype postgres)",
                "ATTACH 'host=127.0.0.1 port=1 password=\\'P\\'' AS x (dbtype postgres)",
                "ATTACH 'host=127.0.0.1 port=1 password=\\'it\\\\\\'s P\\'' AS x (dbtype postgres)",
                "ATTACH \"host=127.0.0.1 port=1 password='it is P'\" AS x (dbtype postgres)",
                "ATTACH 'host=127.0.0.1 port=1 password = P' AS x (dbtype postgres)",
                "ATTACH 'postgresql://app:P@127.0.0.1:1/postgres' AS x (dbtype postgres)",
                "ATTACH 'postgres://app:P@127.0.0.1:nonsense/x' AS x (dbtype postgres)",
                "ATTACH 'postgres://app:P/y@127.0.0.1/x' AS x (dbtype postgres)",
                "ATTACH 'postgres://app:a@P@127.0.0.1:1/x' AS x (dbtype postgres)",
                "ATTACH 'postgres://127.0.0.1:1/x?user=app&password=P' AS x (dbtype postgres)",
                "ATTACH 'postgres://127.0.0.1:1/x?sslpassword=P' AS x (dbtype postgres)",
                "ATTACH 'host=h pasword=P' AS x (dbtype postgres)",
                "ATTACH 'host=h password=P nonsense' AS x (dbtype postgres)",
                "ATTACH 'host=h password=\\'P' AS x (dbtype postgres)",
                "ATTACH 'host=h password=P' AS (dbtype postgres)",
                "ATTACH 'host=h password=P' AS x",
                "ATTACH 'host=h password=P' x (dbtype postgres)",
                "ATTACH 'host=h password=P' AS x (dbtype postgres",
                "ATTACH 'host=h password=P' AS x dbtype postgres)",
                "ATTACH 'host=h password=P' AS x (dbtype 'postgresql')",
                "ATTACH 'host=h password=P' AS x (dbtype mysql)",
                "ATTACH 'host=h password=P' AS x (dbtype duckdb)",
                "ATTACH 'host=h password=P' AS x (dbtype sqlite)",
                "ATTACH 'host=h password=P' AS x (dbtype kuzu)",
                "ATTACH 'host=h password=P' AS x (dbtype postgres, nonsense = 1)",
                "ATTACH 'host=h' AS x (dbtype postgres, password = 'P')",
                "ATTACH 'host=h' AS x (dbtype postgres, schema = 'P', password = 'P')",
                "ATTACH 'host=h password=P' AS x (dbtype postgres, secret = 'nobody')",
                "ATTACH 'host=h password=P' AS x (dbtype postgres) NONSENSE",
                "ATTACH /* why */ 'host=h password=P' /* not */ AS x (dbtype, postgres)",
                "ATTACH\n// why\n'host=h\n password=P\n dbname=x'\nAS x (dbtype, postgres)",
                "ATTACH 'host=h\n password=\\'a\nP\\'\n dbname=x'\nAS x (nonsense, postgres)",
                "ATTACH 'host=h password=\\u0041P' AS x (dbtype, postgres)",
                "ATTACH 'host=h password=\\'\\u0041 P\\'' AS x (dbtype, postgres)",
                "ATTACH 'host=h password=\\q P' AS x (dbtype postgres)",
                "ATTACH 'host=h password=P AS x (dbtype postgres)",
                "ATTACH \"host=h password=P AS x (dbtype postgres)",
                "ATTACH `host=h password=P` AS x (dbtype postgres)",
                "ATTACH host=h password=P AS x (dbtype postgres)",
                "ATTACH 'host=h' 'password=P' AS x (dbtype postgres)",
                "ATTACH 'postgresql://u:P@h/db' AS x AS y (dbtype postgres)",
                "attach 'postgresql://u:P@h/db' as x (dbtype postgres",
                "EXPLAIN ATTACH 'postgresql://u:P@h/db' AS x (dbtype postgres) x",
                "RETURN 1; ATTACH 'host=h password=P' AS x (dbtype, postgres); RETURN 2",
                "ATTACH 'host=127.0.0.1 port=PORT user=app password=P dbname=postgres' AS y (dbtype postgres); RETURN nonsense",
                "ATTACH 'host=h password=P' AS x (dbtype postgres);;; RETURN 1",
                "RETURN 'host=h password=P' AS x RETURN",
                "LOAD FROM 'postgres://u:P@h/t.csv' RETURN *",
                "COPY nobody FROM 'host=h password=P'",
                "CALL SQL_QUERY('a', 'SELECT \\'host=h password=P\\'::int') RETURN *",
                "CALL SQL_QUERY('a', 'SELECT \\'postgres://u:P@h\\'::int') RETURN *",
                "CALL SQL_QUERY('a', 'ALTER ROLE nobody PASSWORD \\'P\\'') RETURN *",
                "CALL SQL_QUERY('a', \"ALTER ROLE nobody PASSWORD 'P' NONSENSE\") RETURN *",
                "CALL SQL_QUERY('a', 'ALTER ROLE nobody PASSWORD $x$P$x$') RETURN *",
                "CALL SQL_QUERY('nobody', 'ALTER ROLE app PASSWORD \\'P\\'') RETURN *",
                "CALL SQL_QUERY('a', 'ALTER ROLE app PASSWORD \\'P\\'') RETURN",
                "CALL IMPORT_GRAPH('host=h password=P') RETURN *",
                "CALL TABLE_INFO('a.host=h password=P') RETURN *",
                "COPY (RETURN 'password=P' AS x) TO a.nobody.t"
            })
    void noFailureTellsIt(String cypher) {
        StringWriter shown = new StringWriter();
        PrintWriter out = new PrintWriter(shown);
        String text = filled(cypher);
        try (Log _ = new Log(out)) {
            show(out, () -> graph.query(text).close());
            show(out, () -> graph.prepare(text).execute(Map.of()).close());
            out.println(StatementReader.read(text));
            out.println(graph);
            graph.progress().forEach(out::println);
            Thread.getAllStackTraces().keySet().forEach(thread -> out.println(thread.getName()));
        }
        assertThat(shown.toString()).contains("xception");
        assertThat(shown.toString().lines().filter(line -> line.contains(HUSH))).isEmpty();
    }

    @Test
    void noListingTellsIt() {
        StringWriter shown = new StringWriter();
        PrintWriter out = new PrintWriter(shown);
        try (Log _ = new Log(out)) {
            for (String listing :
                    List.of(
                            "CALL SHOW_ATTACHED_DATABASES() RETURN *",
                            "CALL SHOW_TABLES() RETURN *",
                            "CALL TABLE_INFO('a.who') RETURN *",
                            "LOAD FROM a.who RETURN *",
                            "EXPLAIN LOAD FROM a.who RETURN *",
                            "CALL IMPORT_GRAPH('a', dry_run := true) RETURN *")) {
                try (QueryResult result = graph.query(listing)) {
                    out.println(AttachedGraph.rows(result));
                }
            }
        }
        assertThat(shown.toString()).contains("POSTGRES").doesNotContain(HUSH);
    }

    @BeforeAll
    static void attach() {
        graph = HowdahGraph.inMemory();
        graph.query(
                        filled(
                                "ATTACH 'host=127.0.0.1 port=PORT user=app password=P dbname=postgres' AS a (dbtype postgres)"))
                .close();
    }

    @AfterAll
    static void close() {
        graph.close();
    }

    private static String filled(String cypher) {
        return cypher.replaceAll("\\bPORT\\b", "" + PasswordServer.running().port())
                .replaceAll("(?<![A-Z])P(?![A-Z])", HUSH);
    }

    private static void show(PrintWriter out, Runnable statement) {
        try {
            statement.run();
        } catch (HowdahException failure) {
            failure.printStackTrace(out);
        }
    }

    /** All that is logged at any level while it is open. */
    private static final class Log extends Handler implements AutoCloseable {
        private static final Logger HOWDAH = Logger.getLogger("dev.howdah");
        private final PrintWriter out;

        Log(PrintWriter out) {
            this.out = out;
            setLevel(Level.ALL);
            HOWDAH.addHandler(this);
            HOWDAH.setLevel(Level.ALL);
        }

        @Override
        public synchronized void publish(LogRecord entry) {
            out.println(entry.getMessage() + List.of(parameters(entry)));
        }

        private static Object[] parameters(LogRecord entry) {
            return entry.getParameters() == null ? new Object[0] : entry.getParameters();
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            HOWDAH.removeHandler(this);
            HOWDAH.setLevel(null);
        }
    }
}
