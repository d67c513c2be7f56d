package dev.howdah.cli.shell;

import dev.howdah.cli.shell.DotCommands.Outcome;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** The SQL shell. */
public final class Shell {
    private final ShellOptions options;
    private final ShellStreams streams;
    private final InputStream input;

    public Shell(ShellOptions options, ShellStreams streams, InputStream input) {
        this.options = options;
        this.streams = streams;
        this.input = input;
    }

    /**
     * Runs until the input ends or somebody quits.
     *
     * @return whether all went well; errors have been printed. An interactive shell always goes
     *     well
     */
    public boolean run() throws IOException {
        try (Connection connection = Engine.open(options.database())) {
            ShellSettings settings = new ShellSettings(options.format(), streams.width());
            StatementRunner statements =
                    new StatementRunner(connection, settings, streams, Engine.progress(connection));
            CatalogListing listing = new CatalogListing(connection, streams.out());
            ScriptRunner script =
                    new ScriptRunner(
                            statements, new DotCommands(settings, streams, listing), streams);
            if (!options.commands().isEmpty() || options.file().isPresent()) {
                runGiven(script);
            } else if (streams.inputIsTerminal()) {
                new InteractiveShell(connection, statements, script, settings, streams).run();
                return true;
            } else {
                script.runLines(
                        new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)),
                        options.bail());
            }
            return !script.failed();
        } catch (SQLException failure) {
            streams.err().println(failure.getMessage());
            return false;
        } finally {
            streams.out().flush();
        }
    }

    /** An error in a command always ends the run: what follows it relies on it. */
    private void runGiven(ScriptRunner script) {
        for (String command : options.commands()) {
            if (script.runText(command, true) == Outcome.QUIT) {
                return;
            }
        }
        options.file()
                .ifPresent(
                        file -> {
                            try {
                                script.runFile(file, options.bail());
                            } catch (ShellException unreadable) {
                                script.report(unreadable.getMessage());
                            }
                        });
    }
}
