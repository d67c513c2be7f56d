package dev.howdah.kuzu.type;

import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.PgType;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether and how a column gets from PostgreSQL to Kùzu.
 *
 * <pre>
 * core type                  in the file              in Kùzu
 * BOOLEAN                    BOOLEAN                  BOOL
 * INT2 INT4 INT8             the same                 INT16 INT32 INT64
 * UINT4                      UINTEGER                 UINT32
 * FLOAT4 FLOAT8              the same                 FLOAT DOUBLE
 * TEXT JSON TIME TIMETZ BIT  text                     STRING
 * an enum                    text                     STRING
 * BYTEA UUID DATE TIMESTAMP  the same                 BLOB UUID DATE TIMESTAMP
 * TIMESTAMPTZ                TIMESTAMP in UTC         TIMESTAMP_TZ by CAST
 * DECIMAL(p,s)               text                     DECIMAL(p,s) by CAST
 * INTERVAL                   months, days, micros     INTERVAL, the sum of the three
 * a list                     a list                   list; DECIMAL, TIMESTAMP_TZ element by element
 * … within a list            a list of lists          … of STRING where the element needs a CAST
 * a composite                STRUCT                   STRUCT; fields that need a CAST are STRING
 * a map                      MAP                      MAP
 * point                      STRUCT of two doubles    STRUCT(x DOUBLE, y DOUBLE)
 * line lseg box polygon …    list of doubles          DOUBLE[]
 * </pre>
 *
 * Kùzu 0.11.2 casts nothing within composites or lists of lists: CAST of a list to DECIMAL[] ends
 * the process, a lambda within a lambda or one that takes a field of its element gives wrong
 * values, and a NULL composite behind a join casts to an error. An infinite date or timestamp,
 * which Kùzu lacks, is an error that names the column.
 */
public sealed interface ColumnPassage permits StagedColumn, ColumnPassage.Unsupported {
    /** What the user calls the column. */
    String name();

    /**
     * A column that can't be had.
     *
     * @param reason a clause that begins in lower case and names the way out
     */
    record Unsupported(String name, String reason) implements ColumnPassage {
        public Unsupported {
            Objects.requireNonNull(name);
            Objects.requireNonNull(reason);
        }
    }

    /**
     * The passage of a column.
     *
     * @param relation what an error calls the column's relation, such as {@code uw.person}
     * @param name the column's name in the DuckDB view or query that it is selected from
     * @param type its type in PostgreSQL, if known: it tells points from other text
     * @param logical its core type, with numeric as the settings say
     * @param alias what the file's columns are called or begin with, a plain word that no variable
     *     of the Cypher statement has
     */
    static ColumnPassage of(
            String relation,
            String name,
            Optional<PgType> type,
            LogicalType logical,
            String alias) {
        if (KuzuName.quote(name).isEmpty()) {
            return new Unsupported(
                    name,
                    "Cypher can't write a name with a backtick; give it another one in a view");
        }
        String source = Identifier.quote(name);
        return type.flatMap(GeometryText::find)
                .map(geometry -> geometry.column(name, source, alias))
                .orElseGet(() -> new TypePassage(relation, name, alias).of(source, logical));
    }

    /**
     * The passage of a query's column.
     *
     * @param type as DuckDB's DESCRIBE gives it
     */
    static ColumnPassage described(String query, String name, String type, String alias) {
        return type.equals("UBIGINT") && KuzuName.quote(name).isPresent()
                ? unsigned(name, alias)
                : of(query, name, Optional.empty(), DescribedType.parse(type), alias);
    }

    /** No PostgreSQL has such numbers, but what Kùzu lists of its own tables does. */
    private static ColumnPassage unsigned(String name, String alias) {
        return new StagedColumn(
                name,
                List.of(new StagedColumn.Carrier(alias, Identifier.quote(name))),
                alias,
                "UINT64",
                true);
    }
}
