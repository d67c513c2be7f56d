package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * One distinctive password goes every way that there is, and must come out nowhere: not in the log
 * at its finest level, on the two standard streams, in an exception with all its causes, in a plan,
 * or in a listing.
 *
 * <p>Instead of a heap dump, which would hold the pool's own settings and so the password by right,
 * the strings that the listing commands return are looked at one by one.
 */
final class CredentialScanTest {
    static final List<Integer> VERSIONS = EmbeddedServer.VERSIONS;

    private static final String HUSH = PasswordServers.PASSWORD;
    private static final List<String> LISTINGS =
            List.of(
                    "SHOW ALL TABLES",
                    "FROM duckdb_databases()",
                    "FROM duckdb_views()",
                    "FROM duckdb_tables()",
                    "FROM duckdb_settings()",
                    "FROM duckdb_secrets()",
                    "FROM postgres_secrets()",
                    "FROM howdah_secrets()",
                    "FROM postgres_scans()",
                    "FROM postgres_pool()",
                    "FROM duckdb_logs()",
                    "PRAGMA database_list",
                    "SHOW DATABASES",
                    "EXPLAIN FROM a.who",
                    "EXPLAIN (ANALYZE) FROM a.who",
                    "EXPLAIN (FORMAT json) FROM s.who");

    @TempDir private Path folder;
    private Connection duckdb;
    private CapturedOutput output;

    @BeforeEach
    void connect() throws SQLException {
        output = new CapturedOutput();
        duckdb = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(
                duckdb,
                "SET pg_secret_directory = '%s'".formatted(folder.resolve("secrets")),
                "SET pg_debug_show_queries = true");
    }

    @AfterEach
    void disconnect() throws SQLException {
        output.close();
        duckdb.close();
    }

    /** Statements with P for the password and PORT for the server's port. */
    private static List<String> attaching() {
        return List.of(
                "ATTACH 'host=127.0.0.1 port=PORT user=app password=P dbname=postgres' AS a"
                        + " (TYPE postgres)",
                "ATTACH 'postgres://app:P@127.0.0.1:PORT/postgres' AS u (TYPE postgres)",
                "ATTACH 'postgres://127.0.0.1:PORT/postgres?user=app&password=P' AS q"
                        + " (TYPE postgres)",
                "CREATE SECRET s (TYPE postgres, HOST '127.0.0.1', PORT PORT, USER app,"
                        + " PASSWORD 'P', DBNAME postgres)",
                "CREATE PERSISTENT SECRET s2 (TYPE postgres, HOST h, PASSWORD 'P')",
                "CREATE SECRET s3 (TYPE postgres, HOST h, SSLPASSWORD 'P', SCOPE 'host=h')",
                "CREATE SECRET s4 (TYPE postgres, URI 'postgres://app:P@127.0.0.1:PORT/postgres')",
                "ATTACH '' AS s (TYPE postgres, SECRET s)",
                "ATTACH 'host=127.0.0.1 port=PORT user=postgres password=P dbname=postgres' AS t"
                        + " (TYPE postgres)",
                "FROM a.who",
                "FROM u.who",
                "FROM s.who",
                "FROM postgres_scan('host=127.0.0.1 port=PORT user=app password=P"
                        + " dbname=postgres', 'public', 'who')",
                "EXPLAIN FROM postgres_scan('host=127.0.0.1 port=PORT user=app password=P"
                        + " dbname=postgres', 'public', 'who')",
                "CREATE TABLE t.public.made_here AS SELECT 1 AS i",
                "DROP TABLE t.public.made_here",
                "DETACH q");
    }

    private static List<String> failing() {
        return List.of(
                "CREATE SECRET s (TYPE postgres, PASSWORD 'P')",
                "CREATE SECRET bad (TYPE postgres, PASWORD 'P')",
                "CREATE SECRET bad (TYPE postgres, PASSWORD 'P', NONSENSE 'P')",
                "CREATE SECRET bad (TYPE postgres, PASSWORD no_such_function('P'))",
                "CREATE SECRET bad (TYPE postgres, PASSWORD 'P' 'P')",
                "CREATE SECRET bad (TYPE postgres, PASSWORD 'P', PORT",
                "CREATE SECRET bad (TYPE postgres, PASSWORD 'P",
                "CREATE SECRET bad (TYPE postgres, PASSWORD 'P', PROVIDER nobody)",
                "CREATE SECRET bad (TYPE no_such_type, PASSWORD 'P')",
                "CREATE SECRET bad TYPE postgres PASSWORD 'P'",
                "CREATE SECRET bad (TYPE http, BEARER_TOKEN 'P', NONSENSE 'P')",
                "ATTACH 'host=127.0.0.1 port=PORT user=app password=xP dbname=postgres' AS w"
                        + " (TYPE postgres)",
                "ATTACH 'postgres://app:xP@127.0.0.1:PORT/postgres' AS w (TYPE postgres)",
                "ATTACH 'host=127.0.0.1 port=1 password=P' AS w (TYPE postgres)",
                "ATTACH 'host=h password=P nonsense' AS w (TYPE postgres)",
                "ATTACH 'password=''P' AS w (TYPE postgres)",
                "ATTACH 'host=h pasword=P' AS w (TYPE postgres)",
                "ATTACH 'host=h password=P port=x' AS w (TYPE postgres)",
                "ATTACH 'postgres://u:P/x@h' AS w (TYPE postgres)",
                "ATTACH 'postgres://u:P@h:nonsense' AS w (TYPE postgres)",
                "ATTACH 'postgres://u:P@x@h' AS w (TYPE postgres)",
                "ATTACH 'host=h password=P' AS w (TYPE postgres, NONSENSE 1)",
                "ATTACH 'host=h password=P' AS w (TYPE postgres, SECRET nobody)",
                "ATTACH 'host=h password=P' AS w (TYPE postgres) NONSENSE",
                "FROM postgres_scan('host=127.0.0.1 port=1 password=P', 'public', 'who')",
                "FROM postgres_scan('host=127.0.0.1 port=PORT user=app password=xP', 'a', 'b')",
                "FROM postgres_scan('host=h password=P', 'public')",
                "CALL postgres_attach('host=h password=P')",
                "FROM nowhere WHERE 'host=h password=P' = x",
                "CALL postgres_execute('t', 'ALTER ROLE nobody PASSWORD ''P''')",
                "CALL postgres_execute('t', 'ALTER ROLE app PASSWORD = ''P''')",
                "CALL postgres_execute('t', 'ALTER ROLE app PASSWORD ''P'' NONSENSE')",
                "CALL postgres_execute('nobody', 'ALTER ROLE app PASSWORD ''P''')",
                "FROM postgres_query('t', 'SELECT no_function(''host=h password=P'')')",
                "FROM postgres_query('t', 'SELECT ''postgres://u:P@h''::int')");
    }

    private static List<String> connected() {
        return List.of(
                "CONNECT t",
                "ALTER ROLE app PASSWORD 'P'",
                "ALTER ROLE app PASSWORD E'P'",
                "ALTER ROLE app PASSWORD $x$P$x$",
                "ALTER ROLE nobody PASSWORD 'P'",
                "ALTER ROLE app PASSWORD 'P' NONSENSE",
                "ALTER ROLE app PASSWORD = 'P'",
                "DO $$ BEGIN EXECUTE 'ALTER ROLE nobody PASSWORD ''P'''; END $$",
                "CREATE SUBSCRIPTION w CONNECTION 'host=127.0.0.1 port=1 password=P' PUBLICATION p",
                "CREATE SUBSCRIPTION w CONNECTION 'host=h password=P nonsense' PUBLICATION p",
                "CREATE SUBSCRIPTION w CONNECTION 'postgres://u:P/x@h' PUBLICATION p",
                "SELECT 'password=P'::int",
                "FROM postgres_scans()",
                "DISCONNECT",
                "CONNECT 'host=127.0.0.1 port=PORT user=app password=P dbname=postgres'"
                        + " (TYPE postgres)",
                "SELECT db FROM who",
                "DISCONNECT",
                "CONNECT 'host=127.0.0.1 port=PORT user=app password=xP dbname=postgres'"
                        + " (TYPE postgres)",
                "CALL postgres_execute('t', 'ALTER ROLE app PASSWORD ''P''')");
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void thePasswordComesOutNowhere(int version) {
        String port = String.valueOf(PasswordServers.of(version).port());
        run(attaching(), port);
        String attached = output.text();
        assertThat(attached).contains("postgres\n").contains("dev.howdah.postgres.sql");
        assertThat(attached).doesNotContain("FAILED FROM").doesNotContain("FAILED ATTACH");
        run(LISTINGS, port);
        run(failing(), port);
        run(connected(), port);
        run(LISTINGS, port);
        output.add(duckdb.toString());
        assertThat(output.text().lines().filter(line -> line.contains(HUSH))).isEmpty();
        assertThat(output.text())
                .contains("ALTER ROLE app PASSWORD '***'")
                .contains("dev.howdah.postgres.connection");
    }

    private void run(List<String> statements, String port) {
        for (int i = 0; i < statements.size(); i++) {
            String sql = statements.get(i).replaceAll("\\bx?P\\b", "$0\u0000");
            sql = sql.replace("xP\u0000", "x" + HUSH).replace("P\u0000", HUSH);
            sql = sql.replaceAll("(?<=[= :])PORT\\b(?= user|/|, USER| dbname)", port);
            String name = statements.get(i);
            try (Statement statement = duckdb.createStatement()) {
                show(statement, statement.execute(sql));
            } catch (SQLException failure) {
                show(name, failure);
            }
            try (PreparedStatement statement = duckdb.prepareStatement(sql)) {
                output.add(statement.toString());
            } catch (SQLException failure) {
                show("to prepare " + name, failure);
            }
        }
    }

    private void show(Statement statement, boolean hasRows) throws SQLException {
        if (hasRows) {
            try (ResultSet rows = statement.getResultSet()) {
                Rows.of(rows).forEach(output::add);
            }
        }
        output.add(String.valueOf(statement.getWarnings()));
    }

    private void show(String name, SQLException failure) {
        output.add("FAILED " + name + ": " + Rows.everything(failure));
        for (SQLException next = failure.getNextException();
                next != null;
                next = next.getNextException()) {
            output.add(Rows.everything(next));
        }
    }
}
