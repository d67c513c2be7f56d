package dev.howdah.duckdb.statement;

/** Quotes text constants for DuckDB, where a backslash is a character like any other. */
public final class DuckDbLiteral {
    private DuckDbLiteral() {}

    /** The text in single quotes. */
    public static String quote(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
