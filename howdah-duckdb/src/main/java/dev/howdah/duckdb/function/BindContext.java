package dev.howdah.duckdb.function;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * The call that is being bound. Valid during {@link TableFunction#bind} only.
 *
 * <p>Values are Boolean, Long (any integer that fits), BigDecimal (DECIMAL, HUGEINT), Float,
 * Double, String, byte[] (BLOB), List, {@link dev.howdah.duckdb.nativeapi.StructValue}, or null;
 * values of other types are the text that DuckDB prints for them.
 */
public interface BindContext {
    /** The positional arguments. */
    List<@Nullable Object> arguments();

    /** The named arguments that were given; a given NULL is present. */
    Map<String, @Nullable Object> namedArguments();

    /**
     * A setting as the statement's connection sees it.
     *
     * @throws dev.howdah.postgres.error.HowdahException if there is no such setting
     */
    @Nullable Object setting(String name);

    /** The statement's connection, as {@code DuckDbConnectionHandle.connectionId()} says it. */
    long connectionId();
}
