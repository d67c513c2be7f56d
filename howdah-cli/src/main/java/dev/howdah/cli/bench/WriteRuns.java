package dev.howdah.cli.bench;

import dev.howdah.cli.bench.Meter.Measurement;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures contenders in turn, so that a slow moment of the machine hits all, each on a table that
 * is as fresh as the others'.
 */
final class WriteRuns {
    /** While the JVM still compiles what it uses, nothing counts. */
    static final int WARM_UPS = 1;

    private final int runs;
    private final PrintStream log;

    /** What is done around each measurement, outside of its time. */
    interface Around {
        void run(Contender contender) throws SQLException;
    }

    WriteRuns(int runs, PrintStream log) {
        this.runs = runs;
        this.log = log;
    }

    Map<Contender, List<Measurement>> measure(
            List<Contender> contenders, long expectedRows, Around before, Around after)
            throws SQLException {
        Map<Contender, List<Measurement>> results = new LinkedHashMap<>();
        for (int run = 1 - WARM_UPS; run <= runs; run++) {
            log.println(run <= 0 ? "warm-up" : "run " + run + " of " + runs);
            for (Contender contender : contenders) {
                before.run(contender);
                Measurement measurement = Meter.measure(contender, expectedRows);
                after.run(contender);
                if (run > 0) {
                    results.computeIfAbsent(contender, key -> new ArrayList<>()).add(measurement);
                }
            }
        }
        return results;
    }
}
