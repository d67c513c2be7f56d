package dev.howdah.postgres.type;

/**
 * A type as its values travel: domains replaced by what they are made of, int2vector and oidvector
 * by the arrays that they are.
 *
 * @param typmod the modifier that goes with {@code type}: a domain brings its own
 * @param dimensions the declared dimensions of an array, at least 1; 0 of anything else
 */
public record ResolvedType(PgType type, int typmod, int dimensions) {
    private static final String INT2_VECTOR = "int2vector";
    private static final String OID_VECTOR = "oidvector";
    private static final PgType INT2 = new PgType.Base(21, "pg_catalog", "int2");
    private static final PgType OID = new PgType.Base(26, "pg_catalog", "oid");

    /** Looks through all domains. */
    public static ResolvedType of(PgType type, int typmod, int dimensions) {
        PgType current = type;
        int modifier = typmod;
        int levels = dimensions;
        while (current instanceof PgType.Domain domain) {
            current = domain.base();
            modifier = domain.typmod();
            levels = Math.max(levels, domain.dimensions());
        }
        PgType resolved = vectorAsArray(current);
        return new ResolvedType(
                resolved, modifier, resolved instanceof PgType.Array ? Math.max(levels, 1) : 0);
    }

    /**
     * Whether an array is int2vector or oidvector, which start at 0 and have their own text form.
     */
    public static boolean isVector(PgType.Array array) {
        return KnownType.isBuiltIn(array)
                && (array.name().equals(INT2_VECTOR) || array.name().equals(OID_VECTOR));
    }

    /** The dimensions that a type brings itself: it may be a domain over an array. */
    public static int arrayDepth(PgType type) {
        ResolvedType resolved = of(type, PgType.NO_TYPMOD, 0);
        return resolved.type() instanceof PgType.Array array
                ? resolved.dimensions() + arrayDepth(array.element())
                : 0;
    }

    private static PgType vectorAsArray(PgType type) {
        if (type instanceof PgType.Base && KnownType.isBuiltIn(type)) {
            if (type.name().equals(INT2_VECTOR)) {
                return new PgType.Array(type.oid(), type.schema(), type.name(), INT2);
            }
            if (type.name().equals(OID_VECTOR)) {
                return new PgType.Array(type.oid(), type.schema(), type.name(), OID);
            }
        }
        return type;
    }
}
