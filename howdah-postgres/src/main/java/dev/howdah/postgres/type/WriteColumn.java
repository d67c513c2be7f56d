package dev.howdah.postgres.type;

import java.util.Objects;

/**
 * A column that rows are written to.
 *
 * @param name its name on the server
 * @param type what its values are sent as
 * @param typmod the type modifier that goes with {@code type}, {@link PgType#NO_TYPMOD} if none
 * @param logical what the host holds
 */
public record WriteColumn(String name, PgType type, int typmod, LogicalType logical) {
    public WriteColumn {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(logical);
    }
}
