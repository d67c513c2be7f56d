package dev.howdah.kuzu.staging;

import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.postgres.sql.Identifier;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What goes into one file.
 *
 * @param columns may be empty: the file then has the right number of rows
 * @param source what DuckDB finds after FROM, quoted
 * @param condition what it finds after WHERE
 * @param limit how many rows are enough
 * @param few whether no more than some rows can come
 */
public record StagedSelect(
        List<StagedColumn> columns,
        String source,
        Optional<String> condition,
        OptionalLong limit,
        boolean few) {
    /** What the only column of a file without columns is called. */
    public static final String NO_COLUMN = "howdah_row";

    public StagedSelect {
        columns = List.copyOf(columns);
        Objects.requireNonNull(source);
        Objects.requireNonNull(condition);
        Objects.requireNonNull(limit);
    }

    /** All rows for which the condition is true. */
    public StagedSelect(List<StagedColumn> columns, String source, Optional<String> condition) {
        this(columns, source, condition, OptionalLong.empty(), false);
    }

    String sql() {
        String list =
                columns.stream()
                        .flatMap(column -> column.carriers().stream())
                        .map(
                                carrier ->
                                        carrier.select()
                                                + " AS "
                                                + Identifier.quote(carrier.alias()))
                        .collect(Collectors.joining(", "));
        return "SELECT "
                + (list.isEmpty() ? "true AS " + NO_COLUMN : list)
                + " FROM "
                + source
                + condition.map(text -> " WHERE " + text).orElse("")
                + (limit.isPresent() ? " LIMIT " + limit.getAsLong() : "");
    }
}
