package dev.howdah.duckdb.change.ddl;

import dev.howdah.postgres.type.PgType;

/** The types of PostgreSQL's own that new columns get, with the oids that never change. */
enum BuiltInType {
    BOOLEAN("boolean", "bool", 16, 1000),
    SMALLINT("smallint", "int2", 21, 1005),
    INTEGER("integer", "int4", 23, 1007),
    BIGINT("bigint", "int8", 20, 1016),
    NUMERIC("numeric", "numeric", 1700, 1231),
    REAL("real", "float4", 700, 1021),
    DOUBLE("double precision", "float8", 701, 1022),
    TEXT("text", "text", 25, 1009),
    BYTEA("bytea", "bytea", 17, 1001),
    DATE("date", "date", 1082, 1182),
    TIME("time", "time", 1083, 1183),
    TIMETZ("time with time zone", "timetz", 1266, 1270),
    TIMESTAMP("timestamp", "timestamp", 1114, 1115),
    TIMESTAMPTZ("timestamp with time zone", "timestamptz", 1184, 1185),
    INTERVAL("interval", "interval", 1186, 1187),
    UUID("uuid", "uuid", 2950, 2951),
    VARBIT("bit varying", "varbit", 1562, 1563),
    JSON("json", "json", 114, 199),
    JSONB("jsonb", "jsonb", 3802, 3807);

    private final String sql;
    private final String name;
    private final int oid;
    private final int arrayOid;

    BuiltInType(String sql, String name, int oid, int arrayOid) {
        this.sql = sql;
        this.name = name;
        this.oid = oid;
        this.arrayOid = arrayOid;
    }

    /** What a column's definition says. */
    String sql() {
        return sql;
    }

    PgType type() {
        return new PgType.Base(oid, "pg_catalog", name);
    }

    PgType array() {
        return new PgType.Array(arrayOid, "pg_catalog", "_" + name, type());
    }
}
