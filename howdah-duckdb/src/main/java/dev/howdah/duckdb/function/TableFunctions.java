package dev.howdah.duckdb.function;

import dev.howdah.duckdb.nativeapi.DuckDbConnectionHandle;
import dev.howdah.duckdb.nativeapi.FailureListener;

/** Adds table functions to DuckDB. */
public final class TableFunctions {
    private TableFunctions() {}

    /**
     * Adds a function to the connection's DuckDB instance, for all its connections and until it is
     * closed.
     *
     * @param failures is told every exception of the function, whose message DuckDB raises
     * @return false, and nothing is added, if the instance has a function with that name and those
     *     parameters
     */
    public static boolean register(
            DuckDbConnectionHandle connection, TableFunction function, FailureListener failures) {
        return connection.registerTableFunction(new FunctionAdapter(function), failures);
    }
}
