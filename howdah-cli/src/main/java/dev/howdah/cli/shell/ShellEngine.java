package dev.howdah.cli.shell;

import dev.howdah.cli.render.ResultRows;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a shell talks to: runs statements, and knows their language and the names they may hold. One
 * thread at a time, but {@link #cancel} and {@link #progress} from any.
 */
public interface ShellEngine extends AutoCloseable {
    /** Runs one statement to its end and hands on each result that it has. */
    void run(String statement, ResultPrinter printer) throws SQLException;

    /** Stops the running statement, if any. */
    void cancel();

    /** How far the running statement is. */
    ProgressSource progress();

    Language language();

    Names names();

    Listing listing();

    /** What stands before the cursor. */
    String prompt();

    /** The first line of an interactive shell. */
    String greeting();

    /** What has been typed, in a file of the user's. */
    History history();

    @Override
    void close() throws SQLException;

    /** Prints a result. */
    @FunctionalInterface
    interface ResultPrinter {
        void print(ResultRows rows) throws SQLException;
    }

    /** Opens an engine. */
    @FunctionalInterface
    interface Opener {
        /** One in memory, or in a file that is made if missing. */
        ShellEngine open(Optional<Path> database) throws SQLException;
    }

    /**
     * Where a shell keeps what has been typed.
     *
     * @param variable of the environment that may name another file
     * @param fileName in the user's home
     */
    record History(String variable, String fileName) {
        Path file() {
            String chosen = System.getenv(variable);
            return chosen == null || chosen.isEmpty()
                    ? Path.of(System.getProperty("user.home"), fileName)
                    : Path.of(chosen);
        }
    }
}
