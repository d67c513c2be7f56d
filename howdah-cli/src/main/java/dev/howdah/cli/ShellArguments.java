package dev.howdah.cli;

import dev.howdah.cli.render.OutputFormat;
import dev.howdah.cli.shell.ShellOptions;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The options that the shells share. */
final class ShellArguments {
    @Option(
            names = "-c",
            paramLabel = "STATEMENTS",
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

    ShellOptions on(@Nullable Path database) {
        return new ShellOptions(
                Optional.ofNullable(database), commands, Optional.ofNullable(file), format, bail);
    }
}
