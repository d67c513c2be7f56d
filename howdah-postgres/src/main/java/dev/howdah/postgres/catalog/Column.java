package dev.howdah.postgres.catalog;

import dev.howdah.postgres.type.PgType;

import java.util.Objects;
import java.util.Optional;

/**
 * A column of a relation, as pg_attribute has it.
 *
 * @param attnum the number in pg_attribute; dropped columns leave holes
 * @param typmod the type modifier, {@link PgType#NO_TYPMOD} if none
 * @param dimensions the declared dimensions of an array, 0 otherwise; PostgreSQL doesn't enforce it
 * @param notNull whether a NOT NULL constraint holds
 * @param binaryCollation whether text of this column compares byte by byte (collation C or POSIX)
 * @param deterministicCollation whether equal text is equal byte by byte
 * @param defaultExpression the default as SQL text
 * @param identity how an identity column generates its values
 * @param generated whether the value is computed from other columns
 */
public record Column(
        int attnum,
        String name,
        PgType type,
        int typmod,
        int dimensions,
        boolean notNull,
        boolean binaryCollation,
        boolean deterministicCollation,
        Optional<String> defaultExpression,
        Identity identity,
        boolean generated,
        Optional<String> comment) {
    public Column {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(defaultExpression);
        Objects.requireNonNull(identity);
        Objects.requireNonNull(comment);
    }

    /** GENERATED … AS IDENTITY. */
    public enum Identity {
        NONE,
        ALWAYS,
        BY_DEFAULT
    }
}
