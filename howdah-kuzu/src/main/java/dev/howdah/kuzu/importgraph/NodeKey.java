package dev.howdah.kuzu.importgraph;

import java.util.List;
import java.util.Objects;

/** By what the nodes of a table are told apart; Kùzu has keys of one property only. */
sealed interface NodeKey {
    /** The property that is the key. */
    String property();

    /** Its type. */
    String type();

    /**
     * A column is the key.
     *
     * @param type the column's own, but an integer for a numeric, which Kùzu can't COPY as a key
     */
    record Own(String property, String type, KeyColumn column) implements NodeKey {
        public Own {
            Objects.requireNonNull(property);
            Objects.requireNonNull(type);
            Objects.requireNonNull(column);
        }
    }

    /**
     * A text made of columns: several, or one whose type Kùzu takes no keys of. A bar stands
     * between the parts; a bar within a part is {@code ~1}, a tilde {@code ~0}.
     *
     * @param parts in the order of PostgreSQL's key
     */
    record Derived(String property, List<KeyColumn> parts) implements NodeKey {
        public Derived {
            Objects.requireNonNull(property);
            parts = List.copyOf(parts);
        }

        @Override
        public String type() {
            return "STRING";
        }

        /** Whether Kùzu writes the parts as PostgreSQL does, so that either may make the text. */
        boolean isWrittenAlike() {
            return parts.stream()
                    .allMatch(
                            part -> part.staged().isPresent() && part.keyClass().isWrittenAlike());
        }
    }

    /** Where a row lies in PostgreSQL (ctid), for a table that has no key but foreign keys. */
    record Place(String property) implements NodeKey {
        public Place {
            Objects.requireNonNull(property);
        }

        @Override
        public String type() {
            return "STRING";
        }
    }

    /** Kùzu's own numbers, for a table that has no key and no relationship. */
    record Numbered(String property) implements NodeKey {
        public Numbered {
            Objects.requireNonNull(property);
        }

        @Override
        public String type() {
            return "SERIAL";
        }
    }
}
