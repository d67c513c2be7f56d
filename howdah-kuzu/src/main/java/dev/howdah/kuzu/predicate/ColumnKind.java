package dev.howdah.kuzu.predicate;

/** What a column is to a comparison; it decides which constants mean the same on both sides. */
public enum ColumnKind {
    /**
     * An integer, or a decimal of at most 19 digits behind the point: others Kùzu compares with
     * integers as floating point numbers.
     */
    EXACT_NUMBER,
    /** A floating point number. */
    FLOATING,
    TEXT,
    BOOLEAN,
    DATE,
    /** A timestamp without time zone. */
    TIMESTAMP,
    /** A timestamp with time zone; Kùzu reads a text without one as UTC. */
    TIMESTAMP_TZ,
    UUID,
    /** Only its nulls can be told. */
    OTHER
}
