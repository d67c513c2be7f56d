package dev.howdah.cli.shell;

import dev.howdah.cli.shell.DotCommands.Outcome;
import dev.howdah.cli.shell.Language.Script;
import dev.howdah.cli.shell.Language.Statement;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Runs texts of statements and dot commands, and remembers whether one failed. */
final class ScriptRunner {
    private static final int DEEPEST_READ = 100;

    private final StatementRunner statements;
    private final DotCommands dotCommands;
    private final ShellStreams streams;
    private boolean failed;
    private int depth;

    ScriptRunner(StatementRunner statements, DotCommands dotCommands, ShellStreams streams) {
        this.statements = statements;
        this.dotCommands = dotCommands;
        this.streams = streams;
    }

    boolean failed() {
        return failed;
    }

    /** Runs what was typed at once: dot commands on lines of their own, and statements. */
    Outcome runText(String text, boolean bail) {
        try (BufferedReader lines = new BufferedReader(new StringReader(text))) {
            return runLines(lines, bail);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Runs a file. */
    Outcome runFile(Path file, boolean bail) throws ShellException {
        if (depth == DEEPEST_READ) {
            throw new ShellException(file + " reads itself over and over");
        }
        depth++;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return runLines(lines, bail);
        } catch (IOException unreadable) {
            throw new ShellException("Can't read " + file + ": " + reason(unreadable));
        } finally {
            depth--;
        }
    }

    /** Runs lines as they come; a statement runs once its semicolon is read. */
    Outcome runLines(BufferedReader lines, boolean bail) throws IOException {
        StringBuilder pending = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (pending.isEmpty() && (line.isBlank() || DotCommands.isDotCommand(line))) {
                if (!line.isBlank() && ends(dot(line, bail), bail)) {
                    return Outcome.QUIT;
                }
                continue;
            }
            pending.append(line).append('\n');
            // Only a line with a semicolon can end a statement: spares reading long ones again.
            if (line.indexOf(';') >= 0 && read(pending).complete()) {
                Result result = statements(pending, bail);
                if (result != Result.GO_ON) {
                    return result.outcome();
                }
                pending.setLength(0);
            }
        }
        return statements(pending, bail).outcome();
    }

    private boolean ends(Outcome outcome, boolean bail) {
        return outcome == Outcome.QUIT || (bail && failed);
    }

    private Script read(CharSequence text) {
        return statements.language().read(text.toString());
    }

    private Result statements(CharSequence text, boolean bail) {
        for (Statement statement : read(text).statements()) {
            try {
                statements.run(statement.text());
            } catch (SQLException failure) {
                report(failure.getMessage());
                if (bail) {
                    return Result.QUIT;
                }
                if (statement.decidesPlace()) {
                    return Result.LEAVE;
                }
            }
        }
        return Result.GO_ON;
    }

    /** How a text goes on after some of its statements. */
    private enum Result {
        GO_ON,
        /** What was meant for a PostgreSQL that could not be reached must not go elsewhere. */
        LEAVE,
        QUIT;

        Outcome outcome() {
            return this == QUIT ? Outcome.QUIT : Outcome.GO_ON;
        }
    }

    private Outcome dot(String line, boolean bail) {
        try {
            return dotCommands.run(line, file -> runFile(file, bail));
        } catch (ShellException | SQLException failure) {
            report(failure.getMessage());
            return Outcome.GO_ON;
        }
    }

    void report(String message) {
        failed = true;
        streams.out().flush();
        streams.err().println(message.strip());
    }

    private static String reason(IOException failure) {
        return failure instanceof NoSuchFileException
                ? "there is no such file"
                : failure.getMessage();
    }
}
