package dev.howdah.duckdb.change;

import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.RowIdentity;
import dev.howdah.postgres.type.WriteColumn;

/**
 * A column of the rows that are sent to the server: how DuckDB computes it, and what it is there.
 *
 * @param expression DuckDB's, of exactly the column's logical type
 */
record StagedColumn(String expression, WriteColumn column) {
    /** By this name the server's statement knows the rows that were sent. */
    static final String ROWS = "howdah_rows";

    private static final String TABLE = "howdah table";
    private static final String PLACE = "howdah place";
    private static final String BRANCH = "howdah branch";

    /** The table that holds a row. */
    static StagedColumn table(TargetScope scope) {
        return new StagedColumn(scope.tableoid(), column(TABLE, RowIdentity.TABLEOID_MAPPING));
    }

    /** Where a row lies. */
    static StagedColumn place(TargetScope scope) {
        return new StagedColumn(scope.ctid(), column(PLACE, RowIdentity.CTID_MAPPING));
    }

    /** The number of a branch of MERGE. */
    static StagedColumn branch(String expression) {
        return new StagedColumn(
                "CAST(" + expression + " AS INTEGER)",
                new WriteColumn(
                        BRANCH,
                        new PgType.Base(23, "pg_catalog", "int4"),
                        PgType.NO_TYPMOD,
                        Scalar.INT4));
    }

    /**
     * A value for a column of the target.
     *
     * @param number tells the values apart
     */
    static StagedColumn value(TargetColumn target, int number, String expression) {
        return new StagedColumn(
                target.cast("(" + expression + ")"), target.stagedAs("howdah " + number));
    }

    /** The column as the server's statement names it. */
    String sql() {
        return Identifier.quote(ROWS, column.name());
    }

    private static WriteColumn column(String name, ColumnMapping mapping) {
        return new WriteColumn(name, mapping.type(), mapping.typmod(), mapping.logical());
    }
}
