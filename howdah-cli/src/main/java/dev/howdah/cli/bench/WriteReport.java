package dev.howdah.cli.bench;

import dev.howdah.cli.bench.Meter.Measurement;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what writing took as Markdown. */
final class WriteReport {
    private final PrintStream out;

    WriteReport(PrintStream out) {
        this.out = out;
    }

    void head(String title, WriteBenchOptions options, int warmUps, int version) {
        line("# bench " + title);
        line("");
        line(
                String.format(
                        Locale.ROOT,
                        "%,d rows, median of %d runs after %d to warm up; %s.",
                        options.rows(),
                        options.runs(),
                        warmUps,
                        BenchServer.description(version)));
    }

    /** The first contender is the floor. */
    void table(String title, Map<Contender, List<Measurement>> results) {
        line("");
        line("## " + title);
        line("");
        line("| writing | seconds | × floor | client CPU % | peak heap MB |");
        line("|---|--:|--:|--:|--:|");
        double floor = Double.NaN;
        for (Map.Entry<Contender, List<Measurement>> result : results.entrySet()) {
            List<Measurement> runs = result.getValue();
            double seconds = Measurement.median(runs, Measurement::seconds);
            floor = Double.isNaN(floor) ? seconds : floor;
            line(
                    String.format(
                            Locale.ROOT,
                            "| %s | %.2f | %.2f | %.0f | %.0f |",
                            result.getKey().name(),
                            seconds,
                            seconds / floor,
                            Measurement.median(runs, run -> 100 * run.cpuSeconds() / run.seconds()),
                            runs.stream().mapToLong(Measurement::peakHeap).max().orElse(0) / 1e6));
        }
        out.flush();
    }

    void pointUpdates(double howdah, double pgjdbc) {
        OneRowReport.print(out, "key", howdah, pgjdbc);
    }

    private void line(String text) {
        out.print(text + "\n");
    }
}
