package dev.howdah.cli.bench;

import dev.howdah.cli.bench.Meter.Measurement;
import dev.howdah.server.EmbeddedServer;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads tables in five ways, interleaved in each run so that a slow moment of the machine hits all,
 * and prints medians and their ratios to the floor.
 */
public final class ScanBench {
    private static final long ROWS_TO_WARM_UP = 15_000_000;

    private final ScanBenchOptions options;
    private final PrintStream out;
    private final PrintStream log;

    /**
     * @param out where the report goes
     * @param log where it is told what goes on
     */
    public ScanBench(ScanBenchOptions options, PrintStream out, PrintStream log) {
        this.options = options;
        this.out = out;
        this.log = log;
    }

    /** Starts a server, measures every shape and stops the server. */
    public void run() throws SQLException {
        try (EmbeddedServer running = BenchServer.start()) {
            ScanReport report = new ScanReport(out);
            report.head(options, running.version());
            for (Shape shape : options.shapes()) {
                log.println("making " + shape.table() + " …");
                long bytes = make(running, shape);
                measure(running, shape, bytes, report);
            }
        }
    }

    private long make(EmbeddedServer server, Shape shape) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE UNLOGGED TABLE " + shape.table() + " AS " + shape.rows(options.rows()));
            statement.execute("CREATE INDEX ON %s (%s)".formatted(shape.table(), shape.key()));
            statement.execute("VACUUM (FREEZE, ANALYZE) " + shape.table());
            statement.execute("CHECKPOINT");
            try (ResultSet size =
                    statement.executeQuery(
                            "SELECT pg_relation_size('%s')".formatted(shape.table()))) {
                size.next();
                return size.getLong(1);
            }
        }
    }

    private void measure(EmbeddedServer server, Shape shape, long bytes, ScanReport report)
            throws SQLException {
        try (HowdahReadings howdah = new HowdahReadings(server, shape);
                Floor floor = new Floor(server, shape.table(), howdah.threads());
                DriverReadings driver = new DriverReadings(server, shape.table())) {
            List<Contender> contenders =
                    List.of(
                            new Contender("server alone, to /dev/null (floor)", floor::copy),
                            new Contender("Howdah, CREATE TABLE AS", howdah::createTableAs),
                            new Contender("Howdah, aggregate over all columns", howdah::aggregate),
                            new Contender("pgjdbc, cursor", driver::cursor),
                            new Contender("pgjdbc, CopyManager", driver::copyManager));
            Map<Contender, List<Measurement>> results = runs(contenders, shape, howdah);
            report.table(shape, bytes, howdah.threads(), results);
            if (shape == Shape.NARROW) {
                pointQueries(server, howdah, report);
            }
        }
    }

    /** Fewer, the more rows each of them reads. */
    static int warmUpRuns(long rows) {
        return Math.toIntExact(Math.clamp(ROWS_TO_WARM_UP / Math.max(rows, 1), 1, 3));
    }

    /** The first runs, while the JVM still compiles what they use, do not count. */
    private Map<Contender, List<Measurement>> runs(
            List<Contender> contenders, Shape shape, HowdahReadings howdah) throws SQLException {
        Map<Contender, List<Measurement>> results = new LinkedHashMap<>();
        for (int run = 1 - warmUpRuns(options.rows()); run <= options.runs(); run++) {
            log.printf(
                    "%s: %s%n",
                    shape.table(), run <= 0 ? "warm-up" : "run " + run + " of " + options.runs());
            for (Contender contender : contenders) {
                Measurement measurement = Meter.measure(contender, options.rows());
                howdah.drop();
                if (run > 0) {
                    results.computeIfAbsent(contender, key -> new ArrayList<>()).add(measurement);
                }
            }
        }
        return results;
    }

    private void pointQueries(EmbeddedServer server, HowdahReadings howdah, ScanReport report)
            throws SQLException {
        String table = Shape.NARROW.table();
        String key = Shape.NARROW.key();
        try (Connection driver = server.connect()) {
            double alone = PointQuery.medianMillis(driver, table, key, options.rows());
            double through =
                    PointQuery.medianMillis(
                            howdah.connection(), "pg." + table, key, options.rows());
            report.pointQueries(through, alone);
        }
    }
}
