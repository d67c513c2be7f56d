package dev.howdah.kuzu.staging;

import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.postgres.catalog.Column;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.PgType;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Cuts a relation into slices that fit onto the disk one after the other: ranges of its pages, and
 * of those of its children at the same time, so that nothing is read twice and a user needs no
 * right on a partition. PostgreSQL finds a range of pages by itself since version 14.
 */
public final class TableSlices {
    /** TOAST and alignment compress what Parquet may hold plainly. */
    private static final int GROWTH = 8;

    private final List<String> conditions;
    private final String database;
    private final Relation relation;

    private TableSlices(String database, Relation relation, List<String> conditions) {
        this.database = database;
        this.relation = relation;
        this.conditions = conditions;
    }

    /**
     * The slices of a relation as the staging's snapshot has it.
     *
     * @param database what DuckDB calls the relation's database
     * @return none if it fits in one, or can't be cut: views and foreign tables have no pages, and
     *     a query's arrays of several dimensions are not told from lists
     */
    public static TableSlices of(Staging staging, String database, Relation relation)
            throws SQLException {
        if (relation.columns().stream().anyMatch(TableSlices::isNestedArray)) {
            return new TableSlices(database, relation, List.of());
        }
        Size size = Size.of(staging.connection(), database, relation.oid());
        return new TableSlices(database, relation, conditions(size, staging.limits().diskBytes()));
    }

    private static boolean isNestedArray(Column column) {
        return column.dimensions() > 1
                || (column.type() instanceof PgType.Domain domain && isNestedArray(domain));
    }

    private static boolean isNestedArray(PgType.Domain domain) {
        return domain.dimensions() > 1
                || (domain.base() instanceof PgType.Domain inner && isNestedArray(inner));
    }

    private static List<String> conditions(Size size, long diskBytes) {
        long room = Math.max(1, diskBytes / GROWTH);
        if (!size.hasPages() || size.bytes() <= room) {
            return List.of();
        }
        long pages = Math.max(1, Math.round((double) size.largest() * room / size.bytes()));
        List<String> conditions = new ArrayList<>();
        for (long from = 0; from < size.largest(); from += pages) {
            String begin = "ctid >= '(" + from + ",0)'::tid";
            boolean last = from + pages >= size.largest();
            conditions.add(last ? begin : begin + " AND ctid < '(" + (from + pages) + ",0)'::tid");
        }
        return conditions.size() == 1 ? List.of() : conditions;
    }

    public boolean isEmpty() {
        return conditions.isEmpty();
    }

    public int count() {
        return conditions.size();
    }

    /**
     * What DuckDB finds after FROM for one slice.
     *
     * @param names the columns to read: what PostgreSQL calls each, and DuckDB's view
     */
    public String source(int slice, Map<String, String> names) {
        String columns =
                names.entrySet().stream()
                        .map(
                                name ->
                                        Identifier.quote(name.getKey())
                                                + " AS "
                                                + Identifier.quote(name.getValue()))
                        .collect(Collectors.joining(", "));
        String sql =
                "SELECT %s FROM %s WHERE %s"
                        .formatted(
                                columns.isEmpty() ? "1 AS howdah_row" : columns,
                                Identifier.quote(relation.schema(), relation.name()),
                                conditions.get(slice));
        return query(database, sql);
    }

    /**
     * The condition of one slice in PostgreSQL.
     *
     * @param row what the query calls the relation
     */
    public String condition(int slice, String row) {
        return conditions.get(slice).replace("ctid ", row + ".ctid ");
    }

    private static String query(String database, String sql) {
        return "postgres_query("
                + DuckDbLiteral.quote(database)
                + ", "
                + DuckDbLiteral.quote(sql)
                + ")";
    }

    /**
     * How large a relation is with all its children.
     *
     * @param hasPages whether all of its rows lie in pages of its own
     * @param largest the pages of the largest child
     * @param bytes of all, with what is stored out of line
     */
    private record Size(boolean hasPages, long largest, long bytes) {
        static Size of(Connection connection, String database, int oid) throws SQLException {
            String sql =
                    """
                    WITH RECURSIVE family AS (
                        SELECT %s::oid AS oid
                        UNION
                        SELECT inhrelid FROM pg_inherits JOIN family ON inhparent = family.oid)
                    SELECT bool_and(relkind IN ('r', 'm', 'p')) AS has_pages,
                        coalesce(max(pg_relation_size(c.oid)), 0)
                            / current_setting('block_size')::bigint AS pages,
                        coalesce(sum(pg_table_size(c.oid)), 0)::bigint AS bytes
                    FROM pg_class c JOIN family ON family.oid = c.oid
                    """
                            .formatted(Integer.toUnsignedString(oid));
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("FROM " + query(database, sql))) {
                row.next();
                return new Size(row.getBoolean(1), row.getLong(2), row.getLong(3));
            }
        }
    }
}
