package dev.howdah.duckdb.nativeapi;

/** DuckDB's types that need no parameter, and those that only occur in parameters. */
public enum NativeTypeId {
    BOOLEAN(1),
    SMALLINT(3),
    INTEGER(4),
    BIGINT(5),
    UINTEGER(8),
    UBIGINT(9),
    FLOAT(10),
    DOUBLE(11),
    TIMESTAMP(12),
    DATE(13),
    TIME(14),
    INTERVAL(15),
    VARCHAR(17),
    BLOB(18),
    UUID(27),
    BIT(29),
    TIME_TZ(30),
    TIMESTAMP_TZ(31),
    /** A parameter of any type. */
    ANY(34);

    private final int code;

    NativeTypeId(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
