package dev.howdah.duckdb.function;

import java.util.List;
import java.util.Map;

/** A table function: {@code SELECT … FROM name(arguments, named := argument)}. */
public interface TableFunction {
    String name();

    /** The positional parameters; all must be given. */
    List<ParameterType> parameters();

    /** The optional parameters, by name. */
    default Map<String, ParameterType> namedParameters() {
        return Map.of();
    }

    /**
     * Looks at the arguments and says what comes back. Called while DuckDB plans a statement, on
     * the thread that called JDBC, perhaps more than once a statement; must not read much. An
     * exception becomes the statement's error.
     */
    Binding bind(BindContext context);
}
