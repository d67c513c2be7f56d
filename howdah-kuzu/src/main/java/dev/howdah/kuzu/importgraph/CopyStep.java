package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.cypher.Quoting;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A COPY into a table of the graph.
 *
 * @param properties what is copied; for a relationship without its ends
 * @param items what the query over the source returns, in order
 * @param skipsOrphans whether rows are left out whose nodes don't exist
 */
record CopyStep(
        String table,
        List<String> properties,
        LoadSource source,
        List<String> items,
        boolean skipsOrphans) {
    CopyStep {
        Objects.requireNonNull(table);
        properties = List.copyOf(properties);
        Objects.requireNonNull(source);
        items = List.copyOf(items);
    }

    /** The statement over the attached database. */
    String cypher(String database) {
        return over(source.reading(database));
    }

    /** The statement over some other clause that gives the same variables. */
    String over(String reading) {
        String list =
                properties.isEmpty()
                        ? ""
                        : properties.stream()
                                .map(Quoting::name)
                                .collect(Collectors.joining(", ", "(", ")"));
        return "COPY %s%s FROM (%s RETURN %s)%s"
                .formatted(
                        Quoting.name(table),
                        list,
                        reading,
                        String.join(", ", items),
                        skipsOrphans ? " (ignore_errors = true)" : "");
    }
}
