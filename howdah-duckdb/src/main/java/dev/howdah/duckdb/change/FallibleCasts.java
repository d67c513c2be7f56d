package dev.howdah.duckdb.change;

import java.util.List;
import java.util.Set;

/**
 * Which of DuckDB's casts depend on the value, so that a value which can't be cast should be named.
 */
final class FallibleCasts {
    private static final List<String> INTEGERS = List.of("SMALLINT", "INTEGER", "BIGINT");

    /** A cast of one of these gives NULL for NULL only. */
    private static final Set<String> SCALARS =
            Set.of(
                    "VARCHAR",
                    "BOOLEAN",
                    "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT",
                    "FLOAT",
                    "DOUBLE",
                    "DECIMAL",
                    "DATE",
                    "TIME",
                    "TIMESTAMP",
                    "TIMESTAMP WITH TIME ZONE",
                    "INTERVAL",
                    "UUID",
                    "BLOB");

    private FallibleCasts() {}

    /** Whether some values of one type, as DuckDB prints it, can't be cast to another. */
    static boolean isFallible(String from, String to) {
        if (from.equals(to) || to.equals("VARCHAR") || from.endsWith("]") || to.endsWith("]")) {
            return false;
        }
        boolean widens = INTEGERS.contains(from) && INTEGERS.indexOf(to) > INTEGERS.indexOf(from);
        return !widens && isScalar(from) && isScalar(to);
    }

    private static boolean isScalar(String type) {
        int bracket = type.indexOf('(');
        return SCALARS.contains(bracket < 0 ? type : type.substring(0, bracket));
    }
}
