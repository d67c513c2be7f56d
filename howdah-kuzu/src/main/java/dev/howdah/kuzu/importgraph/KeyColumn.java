package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.type.ColumnPassage;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.postgres.catalog.Column;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column that takes part in a key, as PostgreSQL has it and as it travels.
 *
 * @param column it in PostgreSQL
 * @param passage how it travels; its name is the variable that has it in Cypher
 */
record KeyColumn(Column column, ColumnPassage passage) {
    /** What Kùzu 0.11.2 takes as the key of a COPY and PostgreSQL has; DECIMAL fails there. */
    private static final Set<String> KEY_TYPES =
            Set.of(
                    "STRING",
                    "INT16",
                    "INT32",
                    "INT64",
                    "UINT32",
                    "DATE",
                    "TIMESTAMP",
                    "TIMESTAMP_TZ",
                    "UUID",
                    "BLOB");

    private static final Pattern WHOLE_DECIMAL = Pattern.compile("DECIMAL\\((\\d+), 0\\)");

    private static final int INT64_DIGITS = 18;

    KeyColumn {
        Objects.requireNonNull(column);
        Objects.requireNonNull(passage);
    }

    /** What PostgreSQL calls it. */
    String name() {
        return column.name();
    }

    KeyClass keyClass() {
        return KeyClass.of(column);
    }

    /** How it travels, if it can. */
    Optional<StagedColumn> staged() {
        return passage instanceof StagedColumn staged && staged.declarable()
                ? Optional.of(staged)
                : Optional.empty();
    }

    /** The type of a key property that is this column alone, if Kùzu can have such a key. */
    Optional<String> keyType() {
        if (staged().isEmpty()) {
            return Optional.empty();
        }
        String type = staged().get().type();
        Matcher whole = WHOLE_DECIMAL.matcher(type);
        if (whole.matches()) {
            boolean small = Integer.parseInt(whole.group(1)) <= INT64_DIGITS;
            return Optional.of(small ? "INT64" : "INT128");
        }
        return KEY_TYPES.contains(type) ? Optional.of(type) : Optional.empty();
    }

    /** Whether it is a numeric without a fraction, which becomes an integer as a key. */
    boolean isWholeNumeric() {
        return staged().filter(it -> WHOLE_DECIMAL.matcher(it.type()).matches()).isPresent();
    }

    /**
     * Whether equal values of both columns are the same value of a key of {@code parent}'s type.
     */
    boolean matches(KeyColumn parent) {
        return staged().isPresent()
                && parent.staged().isPresent()
                && KeyClass.areInterchangeable(column, parent.column);
    }
}
