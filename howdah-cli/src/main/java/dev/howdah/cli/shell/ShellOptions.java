package dev.howdah.cli.shell;

import dev.howdah.cli.render.OutputFormat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a shell is to do.
 *
 * @param database a database file, or none for one in memory
 * @param commands texts of statements to run first
 * @param file a file of statements to run after them
 * @param format how results are printed
 * @param bail whether the first error ends a file or standard input
 */
public record ShellOptions(
        Optional<Path> database,
        List<String> commands,
        Optional<Path> file,
        OutputFormat format,
        boolean bail) {
    public ShellOptions {
        commands = List.copyOf(commands);
    }
}
