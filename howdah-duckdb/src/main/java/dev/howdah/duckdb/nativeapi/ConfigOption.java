package dev.howdah.duckdb.nativeapi;

import java.util.Objects;

/**
 * A setting to add to DuckDB's own: {@code SET}, {@code RESET}, {@code current_setting} and {@code
 * duckdb_settings()} treat it as any other.
 *
 * @param type BOOLEAN, BIGINT, UBIGINT or VARCHAR
 * @param defaultValue a Boolean, Long or String that suits the type; not null, for DuckDB treats a
 *     setting that defaults to null as unknown
 */
public record ConfigOption(
        String name, String description, NativeTypeId type, Object defaultValue) {
    public ConfigOption {
        Objects.requireNonNull(name);
        Objects.requireNonNull(description);
        boolean fits =
                switch (type) {
                    case BOOLEAN -> defaultValue instanceof Boolean;
                    case BIGINT, UBIGINT -> defaultValue instanceof Long;
                    case VARCHAR -> defaultValue instanceof String;
                    default -> false;
                };
        if (!fits) {
            throw new IllegalArgumentException(
                    name + ": a setting of type " + type + " can't default to " + defaultValue);
        }
    }
}
