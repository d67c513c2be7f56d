package dev.howdah.cli.bench;

import java.sql.SQLException;

/**
 * A way to read a whole table.
 *
 * @param name what the report calls it
 * @param reading reads the table
 */
record Contender(String name, Reading reading) {
    /** Reads a table once. */
    @FunctionalInterface
    interface Reading {
        /** Reads every row and returns how many there were. */
        long read() throws SQLException;
    }
}
