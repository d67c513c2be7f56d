package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.NumberedSql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which rows are sent to the server, as a query of DuckDB's.
 *
 * @param with in front of SELECT, or nothing
 * @param columns what is sent
 * @param from behind FROM
 * @param where behind WHERE, if there is one
 */
record RowSelection(
        Optional<String> with, List<StagedColumn> columns, String from, Optional<String> where) {
    RowSelection {
        columns = List.copyOf(columns);
    }

    /**
     * Has DuckDB compute the rows and sends them.
     *
     * @param counted which of the columns' values are counted
     */
    StagedRows stage(int counted, ChangeContext context) throws SQLException {
        return context.query(
                NumberedSql.of(sql()),
                columns.stream().map(column -> column.column().logical()).toList(),
                rows ->
                        StagedRows.of(
                                rows,
                                columns.stream().map(StagedColumn::column).toList(),
                                counted,
                                context));
    }

    private String sql() {
        String items =
                columns.stream().map(StagedColumn::expression).collect(Collectors.joining(",\n"));
        return with.map(clause -> clause + "\n").orElse("")
                + "SELECT "
                + items
                + "\nFROM "
                + from
                + where.map(condition -> "\nWHERE (" + condition + "\n)").orElse("");
    }
}
