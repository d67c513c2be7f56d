package dev.howdah.kuzu.importgraph;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Gives names that differ in more than their case, as Kùzu demands. */
final class UniqueNames {
    private final Set<String> taken = new HashSet<>();

    /** Takes a name; false if it is taken. */
    boolean take(String name) {
        return taken.add(name.toLowerCase(Locale.ROOT));
    }

    /** Takes the first of some names that is free, else the last with a number. */
    String takeOneOf(List<String> names) {
        for (String name : names) {
            if (take(name)) {
                return name;
            }
        }
        String last = names.getLast();
        int number = 2;
        while (!take(last + "_" + number)) {
            number++;
        }
        return last + "_" + number;
    }

    /** A name that Cypher can write: it knows none with a backtick. */
    static String writable(String name) {
        return name.replace('`', '_');
    }
}
