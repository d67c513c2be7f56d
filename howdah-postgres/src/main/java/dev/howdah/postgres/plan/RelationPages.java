package dev.howdah.postgres.plan;

import java.util.List;

/**
 * What the server says about a relation when it is planned: its real size, because relpages may be
 * stale, and the way in which it would answer the whole request.
 *
 * @param parts the relation, and all its partitions or tables that inherit from it
 * @param explained the lines of EXPLAIN, or none if it was not asked
 */
public record RelationPages(List<Part> parts, List<String> explained) {
    public RelationPages {
        parts = List.copyOf(parts);
        explained = List.copyOf(explained);
    }

    /**
     * A table of the tree.
     *
     * @param name without its schema, quoted as EXPLAIN quotes it
     */
    public record Part(String name, long pages, boolean foreign) {}

    boolean anyForeign() {
        return parts.stream().anyMatch(Part::foreign);
    }

    /**
     * The parts that the server would read from end to end. Found by name in EXPLAIN's text; one
     * mistaken for another changes how evenly the work is shared out, never what is read.
     */
    List<Part> readInFull() {
        if (explained.isEmpty()) {
            return parts;
        }
        List<String> scans =
                explained.stream()
                        .map(line -> line.replaceFirst("^[ ]*(->)?[ ]*", ""))
                        .filter(
                                line ->
                                        line.startsWith("Seq Scan on ")
                                                || line.startsWith("Parallel Seq Scan on "))
                        .map(line -> line.substring(line.indexOf(" on ") + " on ".length()) + " ")
                        .toList();
        return parts.stream()
                .filter(part -> scans.stream().anyMatch(s -> s.startsWith(part.name() + " ")))
                .toList();
    }
}
