package dev.howdah.postgres.type;

import java.util.Objects;

/**
 * How one column is read: what the server is asked to send and what it becomes.
 *
 * @param type what the column is sent as on the wire once {@code selection} is applied
 * @param typmod the type modifier that goes with {@code type}
 * @param logical what a host is given
 * @param selection how the column is written in the SELECT list
 * @param options the choices that the decoder must follow
 */
public record ColumnMapping(
        PgType type, int typmod, LogicalType logical, Selection selection, MappingOptions options) {
    public ColumnMapping {
        Objects.requireNonNull(type);
        Objects.requireNonNull(logical);
        Objects.requireNonNull(selection);
        Objects.requireNonNull(options);
    }

    /** How a column is written in the SELECT list. */
    public sealed interface Selection {
        /** As it is, in the binary form of its own type. */
        record Plain() implements Selection {}

        /** Cast to text: types that a host can't hold exactly, or that have no binary form. */
        record AsText() implements Selection {}

        /** An array cast to text[]: its elements are such types. */
        record AsTextArray() implements Selection {}

        /**
         * A composite rebuilt attribute by attribute, because some of them must be cast.
         *
         * @param attributes one per attribute, in order
         */
        record Rebuilt(java.util.List<Selection> attributes) implements Selection {
            public Rebuilt {
                attributes = java.util.List.copyOf(attributes);
            }
        }
    }
}
