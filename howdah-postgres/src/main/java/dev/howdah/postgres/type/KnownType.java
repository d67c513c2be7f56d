package dev.howdah.postgres.type;

import dev.howdah.postgres.type.LogicalType.Scalar;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The base types that are read in their own binary form, one row each: the only place that
 * recognises a type by its name. Every other base type is read as text.
 */
public enum KnownType {
    BOOL("bool", Scalar.BOOLEAN),
    INT2("int2", Scalar.INT2),
    INT4("int4", Scalar.INT4),
    INT8("int8", Scalar.INT8),
    OID("oid", Scalar.UINT4),
    XID("xid", Scalar.UINT4),
    CID("cid", Scalar.UINT4),
    FLOAT4("float4", Scalar.FLOAT4),
    FLOAT8("float8", Scalar.FLOAT8),
    /** Its modifier and the setting pg_numeric_as decide. */
    NUMERIC("numeric", null),
    TEXT("text", Scalar.TEXT),
    VARCHAR("varchar", Scalar.TEXT),
    NAME("name", Scalar.TEXT),
    CHAR("char", Scalar.TEXT),
    /** Without its trailing blanks, as PostgreSQL's own cast to text. */
    BPCHAR("bpchar", Scalar.TEXT),
    /** An extension's type, so its schema is the user's choice. */
    CITEXT("citext", Scalar.TEXT),
    JSON("json", Scalar.JSON),
    JSONB("jsonb", Scalar.JSON),
    BYTEA("bytea", Scalar.BYTEA),
    DATE("date", Scalar.DATE),
    TIME("time", Scalar.TIME),
    TIMETZ("timetz", Scalar.TIMETZ),
    TIMESTAMP("timestamp", Scalar.TIMESTAMP),
    TIMESTAMPTZ("timestamptz", Scalar.TIMESTAMPTZ),
    INTERVAL("interval", Scalar.INTERVAL),
    UUID("uuid", Scalar.UUID),
    BIT("bit", Scalar.BIT),
    VARBIT("varbit", Scalar.BIT),
    /** An extension's type, so its schema is the user's choice. A map from text to text. */
    HSTORE("hstore", null);

    private static final String BUILT_IN_SCHEMA = "pg_catalog";

    private static final Map<String, KnownType> BY_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toMap(KnownType::typeName, Function.identity()));

    private final String typeName;
    private final @Nullable Scalar scalar;

    KnownType(String typeName, @Nullable Scalar scalar) {
        this.typeName = typeName;
        this.scalar = scalar;
    }

    /** The name in pg_type. */
    public String typeName() {
        return typeName;
    }

    /** What it becomes, where that depends on nothing else. */
    Optional<Scalar> scalar() {
        return Optional.ofNullable(scalar);
    }

    /** The row of a base type, empty for one that is read as text. */
    public static Optional<KnownType> find(PgType type) {
        if (!(type instanceof PgType.Base)) {
            return Optional.empty();
        }
        KnownType known = BY_NAME.get(type.name());
        if (known == null || (!known.isExtension() && !isBuiltIn(type))) {
            return Optional.empty();
        }
        return Optional.of(known);
    }

    static boolean isBuiltIn(PgType type) {
        return type.schema().equals(BUILT_IN_SCHEMA);
    }

    private boolean isExtension() {
        return this == CITEXT || this == HSTORE;
    }
}
