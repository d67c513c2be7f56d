package dev.howdah.cli.bench;

import java.sql.SQLException;

/**
 * A way to read a whole table, or to write one.
 *
 * @param name what the report calls it
 * @param reading reads or writes the table
 */
record Contender(String name, Reading reading) {
    /** Reads or writes a table once. */
    @FunctionalInterface
    interface Reading {
        /** Returns how many rows were read or written. */
        long read() throws SQLException;
    }
}
