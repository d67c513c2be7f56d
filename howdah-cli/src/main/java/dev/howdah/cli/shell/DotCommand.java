package dev.howdah.cli.shell;

import dev.howdah.cli.render.OutputFormat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The commands that begin with a dot. */
enum DotCommand {
    EXIT("", "End the shell"),
    HELP("", "Show this list"),
    MAXROWS("N", "Show up to N rows of a result in a box"),
    MODE("FORMAT", "Print results as " + OutputFormat.words()),
    QUIT("", "End the shell"),
    READ("FILE", "Run the statements of a file"),
    SCHEMA("[TABLE]", "Show how tables and views are defined"),
    TABLES("[TABLE]", "List tables and views; the name may hold %"),
    TIMER("on|off", "Print how long each statement takes");

    private final String argument;
    private final String description;

    DotCommand(String argument, String description) {
        this.argument = argument;
        this.description = description;
    }

    String word() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    String helpLine() {
        return "%-18s %s".formatted((word() + " " + argument).strip(), description);
    }

    boolean needsArgument() {
        return !argument.isEmpty() && !argument.startsWith("[");
    }

    String usage() {
        return "Usage: " + word() + " " + argument;
    }

    static Optional<DotCommand> find(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().equalsIgnoreCase(word))
                .findFirst();
    }
}
