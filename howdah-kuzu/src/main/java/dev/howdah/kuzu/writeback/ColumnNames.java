package dev.howdah.kuzu.writeback;

import dev.howdah.postgres.catalog.Column;
import dev.howdah.postgres.error.HowdahException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the table's column for each of the result's. */
final class ColumnNames {
    private final String table;
    private final List<ResultName> results;

    /**
     * Names to find.
     *
     * @param table what errors call it
     */
    ColumnNames(String table, List<ResultName> results) {
        this.table = table;
        this.results = results;
    }

    /** The columns of a new table. */
    List<String> created() {
        List<String> names = new ArrayList<>();
        for (ResultName result : results) {
            String name =
                    result.name()
                            .filter(text -> !text.isEmpty())
                            .orElseThrow(
                                    () ->
                                            HowdahException.user(
                                                    "Binder exception: The expression %s of the query has no name for a column of %s: give it one with AS."
                                                            .formatted(result.shown(), table)));
            names.add(name);
        }
        requireDistinct(names);
        return names;
    }

    /** The columns of a table that is there, by name; by position if no name is the table's. */
    List<String> existing(List<Column> columns) {
        List<Optional<String>> found =
                results.stream()
                        .map(result -> result.name().flatMap(name -> find(columns, name)))
                        .toList();
        if (found.stream().allMatch(Optional::isPresent)) {
            List<String> names = found.stream().map(Optional::orElseThrow).toList();
            requireDistinct(names);
            return names;
        }
        List<String> writable =
                columns.stream().filter(column -> !column.generated()).map(Column::name).toList();
        if (found.stream().allMatch(Optional::isEmpty) && writable.size() == results.size()) {
            return writable;
        }
        throw unknown(found, columns);
    }

    private HowdahException unknown(List<Optional<String>> found, List<Column> columns) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (found.get(i).isEmpty()) {
                missing.add(results.get(i).name().orElse(results.get(i).shown()));
            }
        }
        return HowdahException.user(
                "Binder exception: Table %s has no column %s; it has %s. Name the query's columns like the table's with AS."
                        .formatted(
                                table,
                                String.join(", ", missing),
                                columns.stream()
                                        .map(Column::name)
                                        .collect(Collectors.joining(", "))));
    }

    private static Optional<String> find(List<Column> columns, String name) {
        return columns.stream()
                .map(Column::name)
                .filter(name::equals)
                .findFirst()
                .or(
                        () ->
                                columns.stream()
                                        .map(Column::name)
                                        .filter(name::equalsIgnoreCase)
                                        .findFirst());
    }

    private void requireDistinct(List<String> names) {
        Map<String, String> shown = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String column = results.get(i).shown();
            String other = shown.putIfAbsent(names.get(i).toLowerCase(Locale.ROOT), column);
            if (other != null) {
                throw HowdahException.user(
                        "Binder exception: Both %s and %s of the query would be column %s of %s: give one of them another name with AS."
                                .formatted(other, column, names.get(i), table));
            }
        }
    }
}
