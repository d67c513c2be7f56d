package dev.howdah.cli.bench;

import dev.howdah.cli.bench.Meter.Measurement;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what filling a graph took as Markdown, and whether it is within the project's limits. */
final class GraphReport {
    static final String FLOOR = "server alone, to /dev/null (b)";

    private static final double SHARE_OF_KUZU = 1.35;
    private static final double POINT_MILLIS = 60;
    private static final double HEAP_MEGABYTES = 256;

    private final PrintStream out;

    GraphReport(PrintStream out) {
        this.out = out;
    }

    /** What Kùzu's own COPY is called. */
    static String kuzu(GraphPlace place) {
        return "Kùzu, COPY FROM a ready Parquet file, " + place.words() + " (a)";
    }

    static String howdah(GraphPlace place) {
        return "Howdah, COPY FROM uw.person, " + place.words() + " (c)";
    }

    void head(GraphBenchOptions options, int version, long table, long file, int connections) {
        line("# bench graph");
        line("");
        line(
                String.format(
                        Locale.ROOT,
                        "%,d rows × 4 columns (%,d MB on the server, %,d MB as Parquet), median of %d runs after %d to warm up, %d connections; %s.",
                        options.rows(),
                        table / 1_000_000,
                        file / 1_000_000,
                        options.runs(),
                        WriteRuns.WARM_UPS,
                        connections,
                        BenchServer.description(version)));
    }

    void table(Map<Contender, List<Measurement>> results, List<GraphPlace> places) {
        line("");
        line("## COPY Person FROM uw.person");
        line("");
        line("| what | seconds | client CPU % | peak heap MB |");
        line("|---|--:|--:|--:|");
        results.forEach(
                (contender, runs) ->
                        line(
                                String.format(
                                        Locale.ROOT,
                                        "| %s | %.2f | %.0f | %.0f |",
                                        contender.name(),
                                        Measurement.median(runs, Measurement::seconds),
                                        Measurement.median(
                                                runs,
                                                run -> 100 * run.cpuSeconds() / run.seconds()),
                                        peakHeap(runs))));
        line("");
        line("| graph | c | 1.35 × a + b | c / (1.35 × a + b) | at most 1 |");
        line("|---|--:|--:|--:|---|");
        for (GraphPlace place : places) {
            bound(results, place);
        }
        double heap =
                places.stream()
                        .mapToDouble(place -> peakHeap(runs(results, howdah(place))))
                        .max()
                        .orElseThrow();
        line("");
        line(
                String.format(
                        Locale.ROOT,
                        "Java heap of the whole COPY, garbage included (the sum of the peaks of all heap pools, the highest of all runs): %.0f MB, limit %.0f: %s.",
                        heap,
                        HEAP_MEGABYTES,
                        yes(heap < HEAP_MEGABYTES)));
        out.flush();
    }

    private void bound(Map<Contender, List<Measurement>> results, GraphPlace place) {
        double b = Measurement.median(runs(results, FLOOR), Measurement::seconds);
        double a = Measurement.median(runs(results, kuzu(place)), Measurement::seconds);
        double c = Measurement.median(runs(results, howdah(place)), Measurement::seconds);
        double limit = SHARE_OF_KUZU * a + b;
        line(
                String.format(
                        Locale.ROOT,
                        "| %s | %.2f | %.2f | %.2f | %s |",
                        place.words(),
                        c,
                        limit,
                        c / limit,
                        yes(c < limit)));
    }

    void pointLoads(PointLoad load) {
        line("");
        line(
                String.format(
                        Locale.ROOT,
                        "## LOAD FROM uw.person WHERE id = …, warm, %d times",
                        PointLoad.MEASURED));
        line("");
        line("| | milliseconds |");
        line("|---|--:|");
        line(String.format(Locale.ROOT, "| median | %.1f |", load.median()));
        line(String.format(Locale.ROOT, "| 95 of 100 are within | %.1f |", load.percentile95()));
        line("");
        line(
                String.format(
                        Locale.ROOT,
                        "Limit %.0f milliseconds: %s.",
                        POINT_MILLIS,
                        yes(load.percentile95() < POINT_MILLIS)));
        out.flush();
    }

    private static List<Measurement> runs(
            Map<Contender, List<Measurement>> results, String contender) {
        return results.entrySet().stream()
                .filter(result -> result.getKey().name().equals(contender))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static double peakHeap(List<Measurement> runs) {
        return runs.stream().mapToLong(Measurement::peakHeap).max().orElse(0) / 1e6;
    }

    private static String yes(boolean holds) {
        return holds ? "holds" : "does not hold";
    }

    private void line(String text) {
        out.print(text + "\n");
    }
}
