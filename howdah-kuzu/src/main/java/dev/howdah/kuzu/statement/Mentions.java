package dev.howdah.kuzu.statement;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that a query mentions while a source's columns are in scope; some may be something
 * else.
 *
 * @param all whether a star takes every column along
 * @param names the names, found in any case
 */
public record Mentions(boolean all, Set<String> names) {
    public Mentions {
        names = Collections.unmodifiableSet(ignoringCase(names));
    }

    /** Whether this column may be needed. */
    public boolean mayNeed(String column) {
        return all || names.contains(column);
    }

    private static Set<String> ignoringCase(Collection<String> names) {
        Set<String> sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        sorted.addAll(names);
        return sorted;
    }
}
