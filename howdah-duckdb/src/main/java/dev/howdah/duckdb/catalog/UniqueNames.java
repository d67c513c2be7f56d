package dev.howdah.duckdb.catalog;

import java.util.HashSet;
import java.util.Set;

/**
 * Gives out names that DuckDB can tell apart: it ignores the case of ASCII letters, PostgreSQL does
 * not. {@code t} and {@code T} become {@code t} and {@code T_1}.
 */
final class UniqueNames {
    private final Set<String> taken = new HashSet<>();

    /** The name itself if it is still free, else the name with the first free number. */
    String claim(String name) {
        String free = name;
        for (int i = 1; !taken.add(fold(free)); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    /** How DuckDB compares names: Turkish or German letters are not folded. */
    static String fold(String name) {
        StringBuilder folded = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return folded.toString();
    }
}
