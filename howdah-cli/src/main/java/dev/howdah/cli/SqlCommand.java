package dev.howdah.cli;

import dev.howdah.cli.shell.Shell;
import dev.howdah.cli.shell.ShellOptions;
import dev.howdah.cli.shell.ShellStreams;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
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

    @Mixin private ShellArguments arguments = new ShellArguments();

    @Override
    public Integer call() throws IOException {
        ShellOptions options = arguments.on(database);
        boolean success = new Shell(options, ShellStreams.ofProcess(), System.in).run();
        return ExitCode.of(success).status();
    }
}
