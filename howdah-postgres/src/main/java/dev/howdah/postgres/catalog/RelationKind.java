package dev.howdah.postgres.catalog;

/** What pg_class calls relkind, as far as a relation can be read. */
public enum RelationKind {
    TABLE('r'),
    PARTITIONED_TABLE('p'),
    VIEW('v'),
    MATERIALIZED_VIEW('m'),
    FOREIGN_TABLE('f');

    private final char code;

    RelationKind(char code) {
        this.code = code;
    }

    /** The letter in pg_class.relkind. */
    public char code() {
        return code;
    }
}
