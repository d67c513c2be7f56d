package dev.howdah.cli;

import dev.howdah.cli.shell.ShellStreams.OutputClosedException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

import java.io.PrintWriter;

/** The program: a word for each thing it does. */
@Command(
        name = "howdah",
        description =
                "DuckDB and Kùzu on PostgreSQL's back: attach a running PostgreSQL and query it in SQL"
                        + " or Cypher.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            SqlCommand.class,
            CypherCommand.class,
            DemoCommand.class,
            PostgresCommand.class,
            BenchCommand.class
        })
final class HowdahCommand {
    static CommandLine commandLine() {
        return new CommandLine(new HowdahCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExitCodeExceptionMapper(failure -> ExitCode.FAILED.status())
                .setParameterExceptionHandler((error, arguments) -> refuse(error))
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> report(failure, command.getErr()));
    }

    /** One line for what is wrong and one for where to look. */
    private static int refuse(ParameterException error) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        String message = error.getMessage();
        err.println(
                message == null ? "Wrong command line" : message.lines().findFirst().orElse(""));
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.status();
    }

    private static int report(Exception failure, PrintWriter err) {
        if (!(failure instanceof OutputClosedException)) {
            err.println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        }
        return ExitCode.FAILED.status();
    }
}
