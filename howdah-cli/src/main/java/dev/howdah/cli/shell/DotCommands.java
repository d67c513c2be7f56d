package dev.howdah.cli.shell;

import dev.howdah.cli.render.OutputFormat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Carries out dot commands. */
final class DotCommands {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final ShellSettings settings;
    private final ShellStreams streams;
    private final Listing listing;

    DotCommands(ShellSettings settings, ShellStreams streams, Listing listing) {
        this.settings = settings;
        this.streams = streams;
        this.listing = listing;
    }

    static boolean isDotCommand(String line) {
        return line.startsWith(".");
    }

    /** Carries out one command; {@code script} runs the files that {@code .read} names. */
    Outcome run(String line, ScriptReader script) throws ShellException, SQLException {
        List<String> words = List.of(BLANKS.split(line.strip(), 2));
        DotCommand command =
                DotCommand.find(words.getFirst())
                        .orElseThrow(
                                () ->
                                        new ShellException(
                                                "Unknown command \"%s\"; .help lists all"
                                                        .formatted(words.getFirst())));
        String argument = words.size() == 1 ? "" : unquoted(words.get(1).strip());
        if (command.needsArgument() && argument.isEmpty()) {
            throw new ShellException(command.usage());
        }
        switch (command) {
            case EXIT, QUIT -> {
                return Outcome.QUIT;
            }
            case READ -> {
                return script.run(Path.of(argument));
            }
            case HELP -> help();
            case MAXROWS -> settings.boxRows(rows(argument, command));
            case MODE -> settings.format(format(argument));
            case SCHEMA -> listing.printDefinitions(argument, streams.out());
            case TABLES -> listing.printNames(argument, streams.out());
            case TIMER -> settings.timer(isOn(argument, command));
        }
        streams.out().flush();
        return Outcome.GO_ON;
    }

    private void help() {
        for (DotCommand command : DotCommand.values()) {
            streams.out().println(command.helpLine());
        }
    }

    private static OutputFormat format(String word) throws ShellException {
        return OutputFormat.find(word)
                .orElseThrow(
                        () ->
                                new ShellException(
                                        "There is no mode \"%s\"; choose one of %s"
                                                .formatted(word, OutputFormat.words())));
    }

    private static int rows(String number, DotCommand command) throws ShellException {
        try {
            int rows = Integer.parseInt(number);
            if (rows > 0) {
                return rows;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the one error for both cases.
        }
        throw new ShellException(command.usage() + ", N from 1");
    }

    private static boolean isOn(String word, DotCommand command) throws ShellException {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new ShellException(command.usage());
        };
    }

    private static String unquoted(String word) {
        boolean quoted =
                word.length() > 1
                        && (word.charAt(0) == '"' || word.charAt(0) == '\'')
                        && word.charAt(word.length() - 1) == word.charAt(0);
        return quoted ? word.substring(1, word.length() - 1) : word;
    }

    /** What follows a command or a script. */
    enum Outcome {
        GO_ON,
        QUIT
    }

    /** Runs a file of statements. */
    @FunctionalInterface
    interface ScriptReader {
        Outcome run(Path file) throws ShellException;
    }
}
