package dev.howdah.cli.shell;

import java.io.PrintStream;
import java.sql.SQLException;

/** Lists what is there, for {@code .tables} and {@code .schema}. */
public interface Listing {
    /** Prints the names of relations like {@code pattern}, or of all if it is empty. */
    void printNames(String pattern, PrintStream out) throws SQLException;

    /** Prints how relations like {@code pattern} are defined, or all if it is empty. */
    void printDefinitions(String pattern, PrintStream out) throws SQLException;
}
