package dev.howdah.cli.bench;

import dev.howdah.cli.shell.Engine;
import dev.howdah.server.EmbeddedServer;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Loads a table of DuckDB's into PostgreSQL, against what the server needs at least: its own COPY
 * of the same rows from a binary file.
 */
public final class LoadBench {
    private static final String LOADED = "loaded";
    private static final String CREATED = "created";

    private final WriteBenchOptions options;
    private final PrintStream out;
    private final PrintStream log;

    /**
     * @param out where the report goes
     * @param log where it is told what goes on
     */
    public LoadBench(WriteBenchOptions options, PrintStream out, PrintStream log) {
        this.options = options;
        this.out = out;
        this.log = log;
    }

    /** Starts a server, measures and stops the server. */
    public void run() throws SQLException {
        try (EmbeddedServer running = BenchServer.start();
                BenchConnection server = new BenchConnection(running.connect());
                BenchConnection howdah = new BenchConnection(Engine.open(Optional.empty()))) {
            WriteReport report = new WriteReport(out);
            report.head("load", options, WriteRuns.WARM_UPS, running.version());
            String table = Shape.LINEITEM.table();
            log.println("making " + table + " …");
            String file = server.text("SHOW data_directory") + "/" + table + ".copy";
            long bytes = make(server, table, file);
            howdah.execute(
                    "ATTACH '" + running.connectionString() + "' AS pg (TYPE postgres)",
                    "CREATE TABLE local AS FROM pg." + table);
            server.execute("DROP TABLE " + table);
            List<Contender> contenders = contenders(server, howdah, file);
            report.table(
                    "%s: %,d MB on the server".formatted(table, bytes / 1_000_000),
                    new WriteRuns(options.runs(), log)
                            .measure(
                                    contenders,
                                    options.rows(),
                                    contender -> prepare(server),
                                    contender -> verify(server)));
        }
    }

    /** Writes the rows to a file, and makes the empty table that they are loaded into. */
    private long make(BenchConnection server, String table, String file) throws SQLException {
        server.execute(
                "CREATE UNLOGGED TABLE %s AS %s"
                        .formatted(table, Shape.LINEITEM.rows(options.rows())),
                "COPY %s TO '%s' (FORMAT binary)".formatted(table, file),
                "CREATE TABLE %s (LIKE %s)".formatted(LOADED, table),
                "ANALYZE " + table);
        return server.number("SELECT pg_relation_size('%s')".formatted(table));
    }

    private static List<Contender> contenders(
            BenchConnection server, BenchConnection howdah, String file) {
        return List.of(
                new Contender(
                        "server alone, COPY FROM file (floor)",
                        () ->
                                server.update(
                                        "COPY %s FROM '%s' (FORMAT binary)"
                                                .formatted(LOADED, file))),
                new Contender(
                        "Howdah, INSERT … SELECT",
                        () -> howdah.update("INSERT INTO pg.%s FROM local".formatted(LOADED))),
                new Contender(
                        "Howdah, CREATE TABLE AS",
                        () -> {
                            howdah.execute("CREATE TABLE pg.%s AS FROM local".formatted(CREATED));
                            return howdah.number("SELECT count(*) FROM local");
                        }));
    }

    /** What one run leaves must not be written to disk during the next. */
    private static void prepare(BenchConnection server) throws SQLException {
        server.execute(
                "DROP TABLE IF EXISTS " + CREATED, "TRUNCATE " + LOADED, "VACUUM", "CHECKPOINT");
    }

    private void verify(BenchConnection server) throws SQLException {
        String both =
                "SELECT (SELECT count(*) FROM %s)".formatted(LOADED)
                        + (server.number(
                                                "SELECT count(*) FROM pg_class WHERE relname = '%s'"
                                                        .formatted(CREATED))
                                        > 0
                                ? " + (SELECT count(*) FROM %s)".formatted(CREATED)
                                : "");
        server.require(both, options.rows());
    }
}
