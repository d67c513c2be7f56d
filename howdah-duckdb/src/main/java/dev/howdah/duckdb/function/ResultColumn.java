package dev.howdah.duckdb.function;

import dev.howdah.postgres.type.LogicalType;

import java.util.Objects;

/** A column that a table function returns. */
public record ResultColumn(String name, LogicalType type) {
    public ResultColumn {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
    }
}
