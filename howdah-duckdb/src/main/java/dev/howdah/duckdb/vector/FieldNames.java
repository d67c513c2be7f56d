package dev.howdah.duckdb.vector;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of a STRUCT's fields, which DuckDB tells apart without regard to case. */
public final class FieldNames {
    private FieldNames() {}

    /** A name that is taken gets {@code _1}, {@code _2} …, as DuckDB names columns. */
    public static List<String> distinct(List<String> names) {
        Set<String> given = new HashSet<>();
        names.forEach(name -> given.add(folded(name)));
        Set<String> used = new HashSet<>();
        List<String> distinct = new ArrayList<>();
        for (String name : names) {
            String candidate = name;
            int suffix = 1;
            while (!used.add(folded(candidate))) {
                do {
                    candidate = name + "_" + suffix++;
                } while (given.contains(folded(candidate)));
            }
            distinct.add(candidate);
        }
        return distinct;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
