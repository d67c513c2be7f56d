package dev.howdah.cli.render;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A column's type as the head of a box names it: {@code int32}, {@code decimal(10,2)}. */
final class TypeName {
    private static final Map<String, String> BY_WIDTH =
            Map.ofEntries(
                    Map.entry("TINYINT", "int8"),
                    Map.entry("SMALLINT", "int16"),
                    Map.entry("INTEGER", "int32"),
                    Map.entry("BIGINT", "int64"),
                    Map.entry("HUGEINT", "int128"),
                    Map.entry("UTINYINT", "uint8"),
                    Map.entry("USMALLINT", "uint16"),
                    Map.entry("UINTEGER", "uint32"),
                    Map.entry("UBIGINT", "uint64"),
                    Map.entry("UHUGEINT", "uint128"),
                    // The driver's name for the type of a bare NULL, which DuckDB makes an integer.
                    Map.entry("\"NULL\"", "int32"));

    private static final Set<String> FRACTIONS = Set.of("FLOAT", "DOUBLE");

    private TypeName() {}

    static String shown(String sqlName) {
        if (sqlName.endsWith("[]")) {
            return shown(sqlName.substring(0, sqlName.length() - 2)) + "[]";
        }
        String byWidth = BY_WIDTH.get(sqlName);
        return byWidth != null ? byWidth : lowerOutsideQuotes(sqlName);
    }

    static boolean isNumeric(String sqlName) {
        return BY_WIDTH.containsKey(sqlName)
                || FRACTIONS.contains(sqlName)
                || (sqlName.startsWith("DECIMAL(") && !sqlName.endsWith("]"));
    }

    private static String lowerOutsideQuotes(String name) {
        StringBuilder result = new StringBuilder(name.length());
        char quote = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
            result.append(
                    quote == 0 ? String.valueOf(c).toLowerCase(Locale.ROOT) : String.valueOf(c));
        }
        return result.toString();
    }
}
