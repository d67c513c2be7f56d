package dev.howdah.duckdb.change;

import dev.howdah.duckdb.source.CastCheck;
import dev.howdah.duckdb.source.DuckDbTypeName;
import dev.howdah.duckdb.source.SourceColumn;
import dev.howdah.duckdb.statement.NumberedSql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A query of the user's that gives rows to a table.
 *
 * @param with what stands before the statement's verb
 */
record SourceSql(Optional<String> with, String query) {
    /** The query itself. */
    NumberedSql asWritten() {
        return NumberedSql.of(with.map(clause -> clause + " ").orElse("") + inner("*", ""));
    }

    /**
     * The query with its columns, in their order, as other columns take them.
     *
     * @param given what the query's columns are; empty if they are the same already
     */
    CastQuery castTo(List<TargetColumn> columns, List<SourceColumn> given) {
        List<String> names = columns.stream().map(TargetColumn::sql).toList();
        List<String> items = new ArrayList<>();
        List<CastCheck> checks = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            TargetColumn column = columns.get(i);
            String value = "s." + names.get(i);
            String type = DuckDbTypeName.of(column.mapping().logical());
            if (!given.isEmpty() && FallibleCasts.isFallible(given.get(i).type(), type)) {
                CastCheck check = new CastCheck(column.name(), type);
                items.add("TRY_" + column.cast(value));
                refused.add(check.expression(value));
                checks.add(check);
            } else {
                items.add(column.cast(value));
            }
        }
        items.addAll(refused);
        NumberedSql sql =
                NumberedSql.of(
                        with.map(clause -> clause + " ").orElse("")
                                + inner(
                                        String.join(", ", items),
                                        "(" + String.join(", ", names) + ")"));
        return new CastQuery(sql, checks);
    }

    /** The query may end with a comment up to the end of its line. */
    private String inner(String items, String names) {
        return "SELECT " + items + " FROM (\n" + query + "\n) AS s" + names;
    }
}
