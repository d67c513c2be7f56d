package dev.howdah.kuzu.listing;

import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.postgres.sql.Identifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of texts as a DuckDB query that gives them in the types of its columns, in this order. */
final class ListedRows {
    private final List<String> items = new ArrayList<>();
    private final List<String> rows = new ArrayList<>();

    ListedRows column(String name, String type) {
        items.add("CAST(c%d AS %s) AS %s".formatted(items.size(), type, Identifier.quote(name)));
        return this;
    }

    int width() {
        return items.size();
    }

    void add(String... values) {
        rows.add(
                Arrays.stream(values)
                        .map(DuckDbLiteral::quote)
                        .collect(Collectors.joining(", ", "(", ")")));
    }

    String query() {
        String names =
                IntStream.range(0, items.size())
                        .mapToObj(number -> "c" + number)
                        .collect(Collectors.joining(", ", "(", ")"));
        String none = items.stream().map(item -> "''").collect(Collectors.joining(", ", "(", ")"));
        return "SELECT %s FROM (VALUES %s) AS listed%s%s"
                .formatted(
                        String.join(", ", items),
                        rows.isEmpty() ? none : String.join(", ", rows),
                        names,
                        rows.isEmpty() ? " WHERE false" : "");
    }
}
