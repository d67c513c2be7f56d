package dev.howdah.cli.bench;

import dev.howdah.cli.bench.Meter.Measurement;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what was measured as Markdown. */
final class ScanReport {
    private final PrintStream out;

    ScanReport(PrintStream out) {
        this.out = out;
    }

    void head(ScanBenchOptions options, int version) {
        line("# bench scan");
        line("");
        line(
                String.format(
                        Locale.ROOT,
                        "%,d rows, median of %d runs after %d to warm up; %s.",
                        options.rows(),
                        options.runs(),
                        ScanBench.warmUpRuns(options.rows()),
                        BenchServer.description(version)));
    }

    void table(
            Shape shape, long bytes, int connections, Map<Contender, List<Measurement>> results) {
        line("");
        line(
                String.format(
                        Locale.ROOT,
                        "## %s: %,d MB on the server, %d connections",
                        shape.table(),
                        bytes / 1_000_000,
                        connections));
        line("");
        line("| reading | seconds | × floor | client CPU s | peak heap MB |");
        line("|---|--:|--:|--:|--:|");
        double floor = Double.NaN;
        for (Map.Entry<Contender, List<Measurement>> result : results.entrySet()) {
            List<Measurement> runs = result.getValue();
            double seconds = Measurement.median(runs, Measurement::seconds);
            floor = Double.isNaN(floor) ? seconds : floor;
            line(
                    String.format(
                            Locale.ROOT,
                            "| %s | %.2f | %.2f | %.2f | %.0f |",
                            result.getKey().name(),
                            seconds,
                            seconds / floor,
                            Measurement.median(runs, Measurement::cpuSeconds),
                            runs.stream().mapToLong(Measurement::peakHeap).max().orElse(0) / 1e6));
        }
        out.flush();
    }

    void pointQueries(double howdah, double pgjdbc) {
        OneRowReport.print(out, "index", howdah, pgjdbc);
    }

    private void line(String text) {
        out.print(text + "\n");
    }
}
