package dev.howdah.cli.shell;

import dev.howdah.cli.shell.DotCommands.Outcome;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** A shell: interactive on a terminal, else it runs what it is given. */
public final class Shell {
    private final ShellOptions options;
    private final ShellStreams streams;
    private final InputStream input;
    private final ShellEngine.Opener opener;

    /** The SQL shell. */
    public Shell(ShellOptions options, ShellStreams streams, InputStream input) {
        this(options, streams, input, SqlEngine::open);
    }

    /** A shell on another engine. */
    public Shell(
            ShellOptions options,
            ShellStreams streams,
            InputStream input,
            ShellEngine.Opener opener) {
        this.options = options;
        this.streams = streams;
        this.input = input;
        this.opener = opener;
    }

    /**
     * Runs until the input ends or somebody quits.
     *
     * @return whether all went well; errors have been printed. An interactive shell always goes
     *     well
     */
    public boolean run() throws IOException {
        try (ShellEngine engine = opener.open(options.database())) {
            ShellSettings settings = new ShellSettings(options.format(), streams.width());
            StatementRunner statements = new StatementRunner(engine, settings, streams);
            DotCommands commands = new DotCommands(settings, streams, engine.listing());
            ScriptRunner script = new ScriptRunner(statements, commands, streams);
            if (!options.commands().isEmpty() || options.file().isPresent()) {
                runGiven(script);
            } else if (streams.inputIsTerminal()) {
                new InteractiveShell(engine, statements, script, settings, streams).run();
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
