package dev.howdah.cli.bench;

import dev.howdah.cli.shell.Engine;
import dev.howdah.server.EmbeddedServer;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Changes rows of PostgreSQL by what DuckDB has computed, against the same change by the server
 * alone from a table that it already has.
 */
public final class ChangeBench {
    private static final String BASE = "base";
    private static final String TARGET = "target";
    private static final String VALUES = "new_values";

    private final WriteBenchOptions options;
    private final long changed;
    private final PrintStream out;
    private final PrintStream log;

    /**
     * @param out where the report goes
     * @param log where it is told what goes on
     */
    public ChangeBench(WriteBenchOptions options, PrintStream out, PrintStream log) {
        this.options = options;
        this.changed = options.rows() / WriteBenchOptions.CHANGED_PART;
        this.out = out;
        this.log = log;
    }

    /** Starts a server, measures and stops the server. */
    public void run() throws SQLException {
        try (EmbeddedServer running = BenchServer.start();
                BenchConnection server = new BenchConnection(running.connect());
                BenchConnection howdah = new BenchConnection(Engine.open(Optional.empty()))) {
            WriteReport report = new WriteReport(out);
            report.head("change", options, WriteRuns.WARM_UPS, running.version());
            log.println("making tables …");
            make(server);
            howdah.execute(
                    "ATTACH '" + running.connectionString() + "' AS pg (TYPE postgres)",
                    // What new_values holds is computed from this.
                    "CREATE TABLE changes AS SELECT id, (amount * 100)::BIGINT AS cents,"
                            + " lower(name) AS label FROM pg."
                            + VALUES);
            updates(server, howdah, report);
            deletes(server, howdah, report);
            pointUpdates(server, howdah, report);
        }
    }

    private void make(BenchConnection server) throws SQLException {
        server.execute(
                "CREATE TABLE %s AS %s".formatted(BASE, Shape.NARROW.rows(options.rows())),
                """
                CREATE TABLE %s AS
                SELECT id, amount + 1 AS amount, upper(name) AS name
                FROM %s WHERE id %% %d = 0 AND id <= %d"""
                        .formatted(
                                VALUES,
                                BASE,
                                WriteBenchOptions.CHANGED_PART,
                                WriteBenchOptions.CHANGED_PART * changed),
                "VACUUM (FREEZE, ANALYZE)");
    }

    private void updates(BenchConnection server, BenchConnection howdah, WriteReport report)
            throws SQLException {
        Contender floor =
                new Contender(
                        "server alone, values in a table (floor)",
                        () ->
                                server.update(
                                        """
                                        UPDATE %s AS t SET amount = n.amount, name = n.name
                                        FROM %s AS n WHERE t.id = n.id"""
                                                .formatted(TARGET, VALUES)));
        Contender through =
                new Contender(
                        "Howdah, values computed in DuckDB",
                        () ->
                                howdah.update(
                                        """
                                        UPDATE pg.%s AS t
                                        SET amount = (c.cents / 100)::DECIMAL(12, 2),
                                            name = upper(c.label)
                                        FROM changes AS c WHERE t.id = c.id"""
                                                .formatted(TARGET)));
        report.table(
                "UPDATE of %,d of %,d rows".formatted(changed, options.rows()),
                new WriteRuns(options.runs(), log)
                        .measure(
                                List.of(floor, through),
                                changed,
                                contender -> copyBase(server),
                                contender ->
                                        server.require(
                                                "SELECT count(*) FROM %s JOIN %s USING (id, amount, name)"
                                                        .formatted(TARGET, VALUES),
                                                changed)));
    }

    private void deletes(BenchConnection server, BenchConnection howdah, WriteReport report)
            throws SQLException {
        Contender floor =
                new Contender(
                        "server alone, keys in a table (floor)",
                        () ->
                                server.update(
                                        "DELETE FROM %s AS t USING %s AS n WHERE t.id = n.id"
                                                .formatted(TARGET, VALUES)));
        Contender through =
                new Contender(
                        "Howdah, keys in DuckDB",
                        () ->
                                howdah.update(
                                        "DELETE FROM pg.%s AS t USING changes AS c WHERE t.id = c.id"
                                                .formatted(TARGET)));
        report.table(
                "DELETE of %,d of %,d rows".formatted(changed, options.rows()),
                new WriteRuns(options.runs(), log)
                        .measure(
                                List.of(floor, through),
                                changed,
                                contender -> copyBase(server),
                                contender ->
                                        server.require(
                                                "SELECT count(*) FROM " + TARGET,
                                                options.rows() - changed)));
    }

    private void pointUpdates(BenchConnection server, BenchConnection howdah, WriteReport report)
            throws SQLException {
        log.println("one row at a time …");
        copyBase(server);
        double alone = PointUpdate.medianMillis(server, TARGET, options.rows());
        double through = PointUpdate.medianMillis(howdah, "pg." + TARGET, options.rows());
        report.pointUpdates(through, alone);
    }

    /**
     * Every contender gets a table of its own, without dead rows and with nothing left to flush.
     */
    private static void copyBase(BenchConnection server) throws SQLException {
        server.execute(
                "DROP TABLE IF EXISTS " + TARGET,
                "CREATE TABLE %s AS TABLE %s".formatted(TARGET, BASE),
                "ALTER TABLE %s ADD PRIMARY KEY (id)".formatted(TARGET),
                "VACUUM (FREEZE, ANALYZE) " + TARGET,
                "CHECKPOINT");
    }
}
