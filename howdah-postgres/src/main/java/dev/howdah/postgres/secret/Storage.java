package dev.howdah.postgres.secret;

/** Where a secret is kept. */
public enum Storage {
    /** Until the process, or the engine's instance, ends. */
    MEMORY,
    /** In a file of the user's. */
    FILE;

    /** The name that statements use: {@code memory} or {@code local_file}, as DuckDB says. */
    public String sqlName() {
        return this == MEMORY ? "memory" : "local_file";
    }
}
