package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.NumberedSql;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.type.LogicalType;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of VALUES some of whose values only the server knows. DuckDB computes the others. */
final class DefaultedValues {
    private static final String DEFAULT = "DEFAULT";

    private final ChangeContext context;
    private final List<TargetColumn> columns;
    private final List<List<Optional<String>>> rows;
    private final RowTransfer transfer;

    DefaultedValues(
            ChangeContext context, List<TargetColumn> columns, List<List<Optional<String>>> rows) {
        this.context = context;
        this.columns = columns;
        this.rows = rows;
        this.transfer = new RowTransfer(context);
    }

    /** The columns for which some row has a value. */
    List<TargetColumn> given() {
        return IntStream.range(0, columns.size())
                .filter(i -> rows.stream().anyMatch(row -> row.get(i).isPresent()))
                .mapToObj(columns::get)
                .toList();
    }

    /** The rows as constants and DEFAULT in brackets. */
    List<String> constants(Optional<String> with) throws SQLException {
        List<LogicalType> types =
                columns.stream().map(column -> column.mapping().logical()).toList();
        String values =
                rows.stream()
                        .map(this::expressions)
                        .collect(Collectors.joining(",\n", "VALUES ", ""));
        String query = with.map(clause -> clause + " ").orElse("") + "FROM (\n" + values + "\n)";
        return context.query(
                NumberedSql.of(query),
                types,
                computed -> {
                    List<String> constants = new ArrayList<>();
                    for (RowBatch batch = computed.next(); batch != null; batch = computed.next()) {
                        for (int row = 0; row < batch.rowCount(); row++) {
                            constants.add(row(rows.get(constants.size()), batch, row));
                        }
                    }
                    return constants;
                });
    }

    private String expressions(List<Optional<String>> row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> columns.get(i).cast(row.get(i).orElse("NULL")))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private String row(List<Optional<String>> written, RowBatch batch, int row) {
        return IntStream.range(0, written.size())
                .mapToObj(
                        i ->
                                written.get(i).isEmpty()
                                        ? DEFAULT
                                        : columns.get(i)
                                                .assignable(
                                                        transfer.literal(
                                                                columns.get(i).written(),
                                                                batch,
                                                                i,
                                                                row)))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
