package dev.howdah.cli;

import dev.howdah.cli.render.OutputFormat;
import dev.howdah.cli.shell.Shell;
import dev.howdah.cli.shell.ShellOptions;
import dev.howdah.cli.shell.ShellStreams;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code howdah sql}. */
@Command(
        name = "sql",
        description =
                "A SQL shell: interactive on a terminal, else it runs -c, -f or standard input.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class SqlCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "DATABASE",
            description = "A DuckDB file, made if missing; none: in memory.")
    private @Nullable Path database;

    @Option(
            names = "-c",
            paramLabel = "SQL",
            description = "Run these statements, then end. An error in them ends the run.")
    private List<String> commands = new ArrayList<>();

    @Option(
            names = "-f",
            paramLabel = "FILE",
            description = "Run the statements of a file after those of -c, then end.")
    private @Nullable Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "box",
            description = "How results are printed: box, csv, tsv, json, jsonl, markdown or line.")
    private OutputFormat format = OutputFormat.BOX;

    @Option(names = "--bail", description = "Let the first error end a file or standard input.")
    private boolean bail;

    @Override
    public Integer call() throws IOException {
        ShellOptions options =
                new ShellOptions(
                        Optional.ofNullable(database),
                        commands,
                        Optional.ofNullable(file),
                        format,
                        bail);
        boolean success = new Shell(options, ShellStreams.ofProcess(), System.in).run();
        return ExitCode.of(success).status();
    }
}
