package dev.howdah.cli;

import dev.howdah.cli.bench.ChangeBench;
import dev.howdah.cli.bench.GraphBench;
import dev.howdah.cli.bench.GraphBenchOptions;
import dev.howdah.cli.bench.LoadBench;
import dev.howdah.cli.bench.ScanBench;
import dev.howdah.cli.bench.ScanBenchOptions;
import dev.howdah.cli.bench.Shape;
import dev.howdah.cli.bench.WriteBenchOptions;
import dev.howdah.cli.shell.ShellStreams;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;

/** {@code howdah bench}. */
@Command(
        name = "bench",
        description = "Measure how fast PostgreSQL is read and written, on a throw-away server.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            BenchCommand.Scan.class,
            BenchCommand.Load.class,
            BenchCommand.Change.class,
            BenchCommand.Graph.class
        })
final class BenchCommand {
    /** {@code howdah bench scan}. */
    @Command(
            name = "scan",
            description =
                    "Read whole tables: the server alone, through Howdah, and with pgjdbc alone.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    static final class Scan implements Callable<Integer> {
        @Spec private @Nullable CommandSpec spec;

        @Option(
                names = "--rows",
                paramLabel = "N",
                description = "Rows of each table; none: ${DEFAULT-VALUE}.")
        private long rows = 5_000_000;

        @Option(
                names = "--runs",
                paramLabel = "N",
                description = "Measured runs; none: ${DEFAULT-VALUE}.")
        private int runs = 5;

        @Option(
                names = "--shape",
                paramLabel = "SHAPE",
                description = "narrow (8 columns), lineitem (16, as in TPC-H) or both; none: both.")
        private String shape = "both";

        @Override
        public Integer call() throws SQLException {
            ShellStreams streams = ShellStreams.ofProcess();
            new ScanBench(options(), streams.out(), streams.err()).run();
            streams.out().flush();
            return ExitCode.OK.status();
        }

        private ScanBenchOptions options() {
            try {
                return new ScanBenchOptions(rows, runs, shapes());
            } catch (IllegalArgumentException wrong) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(), wrong.getMessage(), wrong);
            }
        }

        private List<Shape> shapes() {
            return switch (shape.toLowerCase(Locale.ROOT)) {
                case "both" -> List.of(Shape.values());
                case "narrow" -> List.of(Shape.NARROW);
                case "lineitem" -> List.of(Shape.LINEITEM);
                default ->
                        throw new IllegalArgumentException(
                                "--shape " + shape + " is not narrow, lineitem or both");
            };
        }
    }

    /** {@code howdah bench load}. */
    @Command(
            name = "load",
            description = "Load a table of DuckDB's: the server alone from a file, and Howdah.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    static final class Load implements Callable<Integer> {
        @Spec private @Nullable CommandSpec spec;

        @Option(
                names = "--rows",
                paramLabel = "N",
                description = "Rows of the table; none: ${DEFAULT-VALUE}.")
        private long rows = 6_000_000;

        @Option(
                names = "--runs",
                paramLabel = "N",
                description = "Measured runs; none: ${DEFAULT-VALUE}.")
        private int runs = 5;

        @Override
        public Integer call() throws SQLException {
            ShellStreams streams = ShellStreams.ofProcess();
            new LoadBench(writing(spec, rows, runs), streams.out(), streams.err()).run();
            streams.out().flush();
            return ExitCode.OK.status();
        }
    }

    /** {@code howdah bench change}. */
    @Command(
            name = "change",
            description = "Update and delete rows: the server alone from a table, and Howdah.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    static final class Change implements Callable<Integer> {
        @Spec private @Nullable CommandSpec spec;

        @Option(
                names = "--rows",
                paramLabel = "N",
                description = "Rows of the table, a fifth is changed; none: ${DEFAULT-VALUE}.")
        private long rows = 5_000_000;

        @Option(
                names = "--runs",
                paramLabel = "N",
                description = "Measured runs; none: ${DEFAULT-VALUE}.")
        private int runs = 3;

        @Override
        public Integer call() throws SQLException {
            ShellStreams streams = ShellStreams.ofProcess();
            new ChangeBench(writing(spec, rows, runs), streams.out(), streams.err()).run();
            streams.out().flush();
            return ExitCode.OK.status();
        }
    }

    /** {@code howdah bench graph}. */
    @Command(
            name = "graph",
            description = "Fill a graph: Kùzu alone from a file, the server alone, and Howdah.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    static final class Graph implements Callable<Integer> {
        @Spec private @Nullable CommandSpec spec;

        @Option(
                names = "--rows",
                paramLabel = "N",
                description = "Rows of the table; none: ${DEFAULT-VALUE}.")
        private long rows = 5_000_000;

        @Option(
                names = {"--runs", "--rounds"},
                paramLabel = "N",
                description = "Measured runs; none: ${DEFAULT-VALUE}.")
        private int runs = 5;

        @Option(names = "--disk", description = "Leave graphs in memory out.")
        private boolean disk;

        @Override
        public Integer call() throws SQLException, IOException {
            ShellStreams streams = ShellStreams.ofProcess();
            new GraphBench(options(), streams.out(), streams.err()).run();
            streams.out().flush();
            return ExitCode.OK.status();
        }

        private GraphBenchOptions options() {
            try {
                return new GraphBenchOptions(rows, runs, disk);
            } catch (IllegalArgumentException wrong) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(), wrong.getMessage(), wrong);
            }
        }
    }

    private static WriteBenchOptions writing(@Nullable CommandSpec spec, long rows, int runs) {
        try {
            return new WriteBenchOptions(rows, runs);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), wrong.getMessage(), wrong);
        }
    }
}
