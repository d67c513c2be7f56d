package dev.howdah.cli;

import dev.howdah.cli.demo.Demo;
import dev.howdah.cli.shell.ShellStreams;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;

/** {@code howdah demo}. */
@Command(
        name = "demo",
        description = "A tour of a minute: a throw-away PostgreSQL, attached and queried.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() throws SQLException, IOException {
        new Demo(ShellStreams.ofProcess()).run();
        return ExitCode.OK.status();
    }
}
