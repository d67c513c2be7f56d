package dev.howdah.postgres.type;

import java.util.List;
import java.util.Objects;

/**
 * What a column holds once it has been decoded: the sealed set that every host maps to its own
 * types. How each is laid out in memory is said in {@link dev.howdah.postgres.column}.
 */
public sealed interface LogicalType {

    /** The types that need no parameter. */
    enum Scalar implements LogicalType {
        BOOLEAN,
        INT2,
        INT4,
        INT8,
        /** The unsigned 32 bits of oid, xid and cid. */
        UINT4,
        FLOAT4,
        FLOAT8,
        /** UTF-8 text. */
        TEXT,
        /** UTF-8 text that is one JSON value. */
        JSON,
        BYTEA,
        /** Days since 1970-01-01; ±infinity are {@code Integer.MAX_VALUE} and its negative. */
        DATE,
        /** Microseconds since midnight, 0 to 86,400,000,000 inclusive. */
        TIME,
        /** A time and an offset from UTC. */
        TIMETZ,
        /** Microseconds since 1970-01-01; ±infinity are {@code Long.MAX_VALUE} and its negative. */
        TIMESTAMP,
        /** As TIMESTAMP, in UTC. */
        TIMESTAMPTZ,
        /** Months, days and microseconds, each apart. */
        INTERVAL,
        UUID,
        /** A string of bits of any length. */
        BIT
    }

    /** An exact number of {@code precision} (1 to 38) digits, {@code scale} of them fractional. */
    record Decimal(int precision, int scale) implements LogicalType {
        public static final int MAX_PRECISION = 38;

        public Decimal {
            if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("decimal(" + precision + "," + scale + ")");
            }
        }
    }

    /** One of a fixed list of labels, in the order that PostgreSQL compares them by. */
    record Enumeration(String name, List<String> labels) implements LogicalType {
        public Enumeration {
            Objects.requireNonNull(name);
            labels = List.copyOf(labels);
        }
    }

    /** A list; an array of two dimensions is a list of lists. */
    record ListOf(LogicalType element) implements LogicalType {
        public ListOf {
            Objects.requireNonNull(element);
        }

        /** The lists within one another. */
        public int depth() {
            return element instanceof ListOf list ? 1 + list.depth() : 1;
        }
    }

    /** A composite type's attributes in their order. */
    record Struct(List<Field> fields) implements LogicalType {
        public Struct {
            fields = List.copyOf(fields);
        }

        /** One attribute. */
        public record Field(String name, LogicalType type) {
            public Field {
                Objects.requireNonNull(name);
                Objects.requireNonNull(type);
            }
        }
    }

    /** Pairs of key and value; the value may be null. */
    record MapOf(LogicalType key, LogicalType value) implements LogicalType {
        public MapOf {
            Objects.requireNonNull(key);
            Objects.requireNonNull(value);
        }
    }
}
