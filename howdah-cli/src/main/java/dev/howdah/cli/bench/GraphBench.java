package dev.howdah.cli.bench;

import dev.howdah.cli.bench.Meter.Measurement;
import dev.howdah.server.EmbeddedServer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies a table of PostgreSQL into a graph, against Kùzu's own COPY of the same rows from a file
 * and what the server needs to hand them out; and reads one row by its key.
 */
public final class GraphBench {
    private static final int MAX_CONNECTIONS = 4;

    private final GraphBenchOptions options;
    private final PrintStream out;
    private final PrintStream log;

    /**
     * @param out where the report goes
     * @param log where it is told what goes on
     */
    public GraphBench(GraphBenchOptions options, PrintStream out, PrintStream log) {
        this.options = options;
        this.out = out;
        this.log = log;
    }

    /** Starts a server, measures and stops the server; leaves no file. */
    public void run() throws SQLException, IOException {
        Path folder = Files.createTempDirectory("howdah-bench");
        Path file = folder.resolve("person.parquet");
        try (EmbeddedServer running = BenchServer.start()) {
            GraphReport report = new GraphReport(out);
            log.println("making " + PersonTable.NAME + " …");
            long bytes = PersonTable.make(running, options.rows());
            PersonTable.export(running, file);
            report.head(options, running.version(), bytes, Files.size(file), connections());
            try (Floor floor = new Floor(running, PersonTable.NAME, connections());
                    Graphs graphs = new Graphs(running, folder)) {
                report.table(measure(graphs, file, floor), places());
            }
            log.println("reading single rows …");
            try (GraphReadings graph = new GraphReadings(running, GraphPlace.DISK, folder)) {
                report.pointLoads(PointLoad.measure(graph, options.rows()));
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    /** As many as a scan opens that fills a staged file. */
    private static int connections() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_CONNECTIONS);
    }

    private List<GraphPlace> places() {
        return options.diskOnly() ? List.of(GraphPlace.DISK) : List.of(GraphPlace.values());
    }

    private Map<Contender, List<Measurement>> measure(Graphs graphs, Path file, Floor floor)
            throws SQLException {
        Map<Contender, GraphPlace> filling = new LinkedHashMap<>();
        for (GraphPlace place : places()) {
            filling.put(
                    new Contender(GraphReport.kuzu(place), () -> graphs.current().copyFile(file)),
                    place);
            filling.put(
                    new Contender(GraphReport.howdah(place), () -> graphs.current().copyTable()),
                    place);
        }
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(GraphReport.FLOOR, floor::copy));
        contenders.addAll(filling.keySet());
        return new WriteRuns(options.runs(), log)
                .measure(
                        contenders,
                        options.rows(),
                        contender ->
                                Optional.ofNullable(filling.get(contender)).ifPresent(graphs::open),
                        contender -> graphs.close());
    }
}
