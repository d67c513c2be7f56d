package dev.howdah.duckdb.statement;

import java.util.List;
import java.util.stream.Collectors;

/** A name of one to three parts as it is written, without quotes. */
public record ObjectName(List<String> parts) {
    public ObjectName {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a name without parts");
        }
    }

    public static ObjectName of(String... parts) {
        return new ObjectName(List.of(parts));
    }

    public int size() {
        return parts.size();
    }

    public String first() {
        return parts.getFirst();
    }

    public String last() {
        return parts.getLast();
    }

    /** The name without its last part; the name itself if it has just one. */
    public ObjectName qualifier() {
        return parts.size() == 1 ? this : new ObjectName(parts.subList(0, parts.size() - 1));
    }

    @Override
    public String toString() {
        return parts.stream().collect(Collectors.joining("."));
    }
}
