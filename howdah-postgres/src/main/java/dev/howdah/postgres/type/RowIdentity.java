package dev.howdah.postgres.type;

import dev.howdah.postgres.type.ColumnMapping.Selection;

/**
 * What a row of a table is known by within a snapshot: its place, and on partitioned and inherited
 * tables also the table that holds it, because places are only unique within one.
 */
public final class RowIdentity {
    /** The name of the system column with the place. */
    public static final String CTID = "ctid";

    /** The name of the system column with the table's oid. */
    public static final String TABLEOID = "tableoid";

    /** A place as INT8: its block in the upper bits, its 16-bit offset in the lower ones. */
    public static final ColumnMapping CTID_MAPPING = mapping(27, "tid", LogicalType.Scalar.INT8);

    /** A table's oid. */
    public static final ColumnMapping TABLEOID_MAPPING =
            mapping(26, "oid", LogicalType.Scalar.UINT4);

    private RowIdentity() {}

    /** Whether values of the type are places. */
    public static boolean isPlace(PgType type) {
        return type.oid() == CTID_MAPPING.type().oid();
    }

    private static ColumnMapping mapping(int oid, String name, LogicalType logical) {
        return new ColumnMapping(
                new PgType.Base(oid, "pg_catalog", name),
                PgType.NO_TYPMOD,
                logical,
                new Selection.Plain(),
                MappingOptions.DEFAULT);
    }
}
