package dev.howdah.postgres.type;

import java.util.List;
import java.util.Objects;

/**
 * A type as PostgreSQL's catalogue describes it (pg_type, pg_enum, pg_attribute). A column's type
 * modifier is not part of it.
 */
public sealed interface PgType {
    /** Type modifier of a column that has none. */
    int NO_TYPMOD = -1;

    /** The oid in pg_type, as unsigned 32 bits. */
    int oid();

    /** The schema, such as {@code pg_catalog}. */
    String schema();

    /** The name without its schema, such as {@code int4}. */
    String name();

    /** A base, range, multirange or pseudo type: one that has no visible parts. */
    record Base(int oid, String schema, String name) implements PgType {
        public Base {
            Objects.requireNonNull(schema);
            Objects.requireNonNull(name);
        }
    }

    /** An enum with its labels in sort order. */
    record Enumeration(int oid, String schema, String name, List<String> labels) implements PgType {
        public Enumeration {
            labels = List.copyOf(labels);
        }
    }

    /**
     * A domain; values travel as those of its base type.
     *
     * @param dimensions the declared dimensions of a domain over an array, 0 otherwise
     */
    record Domain(int oid, String schema, String name, PgType base, int typmod, int dimensions)
            implements PgType {
        public Domain {
            Objects.requireNonNull(base);
        }

        /** A domain over anything but an array of several dimensions. */
        public Domain(int oid, String schema, String name, PgType base, int typmod) {
            this(oid, schema, name, base, typmod, 0);
        }
    }

    /** A true array type; the number of dimensions is no part of it. */
    record Array(int oid, String schema, String name, PgType element) implements PgType {
        public Array {
            Objects.requireNonNull(element);
        }
    }

    /** A composite type, a table's row type included; dropped attributes are not listed. */
    record Composite(int oid, String schema, String name, List<Attribute> attributes)
            implements PgType {
        public Composite {
            attributes = List.copyOf(attributes);
        }
    }

    /** One attribute of a composite type. */
    record Attribute(String name, PgType type, int typmod, int dimensions) {
        public Attribute {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }
    }
}
