package dev.howdah.duckdb.function;

import dev.howdah.postgres.type.LogicalType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Values of one core type next to the literals by which DuckDB itself writes them. */
final class TypeCase {
    final LogicalType type;
    final String duckDbType;
    final List<Object> values = new ArrayList<>();
    final List<String> literals = new ArrayList<>();

    private TypeCase(LogicalType type, String duckDbType) {
        this.type = type;
        this.duckDbType = duckDbType;
    }

    /** A case that starts with a null. */
    static TypeCase of(LogicalType type, String duckDbType) {
        return new TypeCase(type, duckDbType).with(null, "NULL");
    }

    TypeCase with(@Nullable Object value, String literal) {
        values.add(value);
        literals.add(literal);
        return this;
    }

    /** Values that DuckDB writes as Java does, in quotes. */
    TypeCase quoted(Object... plain) {
        Arrays.stream(plain)
                .forEach(value -> with(value, "'" + value.toString().replace("'", "''") + "'"));
        return this;
    }

    @Override
    public String toString() {
        return duckDbType.length() > 60 ? duckDbType.substring(0, 60) : duckDbType;
    }
}
