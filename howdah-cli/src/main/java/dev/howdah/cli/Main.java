package dev.howdah.cli;

/** Starts the program. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(HowdahCommand.commandLine().execute(arguments));
    }
}
