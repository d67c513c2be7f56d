package dev.howdah.duckdb.catalog;

/** Gives the columns of one result names that DuckDB can tell apart. */
public final class ColumnNames {
    private final UniqueNames names = new UniqueNames();

    /** The name itself if it is still free, else the name with the first free number. */
    public String claim(String name) {
        return names.claim(name.isEmpty() ? "column" : name);
    }
}
