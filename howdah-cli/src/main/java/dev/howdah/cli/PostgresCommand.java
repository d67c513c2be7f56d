package dev.howdah.cli;

import dev.howdah.cli.server.ServerSession;
import dev.howdah.server.EmbeddedServer;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code howdah postgres}. */
@Command(
        name = "postgres",
        description =
                "Start a PostgreSQL for trying things out; it stops at the end of input or Ctrl-C.")
final class PostgresCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    // No standard options here: --version asks for a version of PostgreSQL.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(
            names = "--version",
            paramLabel = "N",
            description = "The major version, 14 or 18; none: ${DEFAULT-VALUE}.")
    private int version = EmbeddedServer.NEWEST;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The TCP port on 127.0.0.1; none: a free one.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A folder for the data, kept; none: a temporary one.")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException {
        ServerSession.run(options(), System.in, System.out);
        return ExitCode.OK.status();
    }

    private EmbeddedServer.Options options() {
        try {
            return new EmbeddedServer.Options(version, port, Optional.ofNullable(data), Map.of());
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), wrong.getMessage(), wrong);
        }
    }
}
