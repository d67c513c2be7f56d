package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.NumberedSql;
import dev.howdah.duckdb.statement.Token;

import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * The parameters of a batch as a temporary table of DuckDB's: appending a row takes a hundredth of
 * the time that its place in a long list of VALUES does.
 */
final class ParameterTable implements AutoCloseable {
    private static final int MAX_DIGITS = 38;

    private final ChangeContext context;
    private final String name;

    /** The type of each parameter; none of one that is always null. */
    private final List<Optional<String>> columns;

    private ParameterTable(ChangeContext context, List<Optional<String>> columns) {
        this.context = context;
        this.name = "howdah_batch_" + UUID.randomUUID().toString().replace("-", "");
        this.columns = columns;
    }

    /** The rows as a table, unless the values of a parameter differ in their kinds. */
    static Optional<ParameterTable> fill(ChangeContext context, BatchRows rows)
            throws SQLException {
        List<Optional<String>> columns = new ArrayList<>();
        for (int parameter = 0; parameter < rows.parameters(); parameter++) {
            if (!addColumn(columns, rows, parameter)) {
                return Optional.empty();
            }
        }
        if (columns.stream().noneMatch(Optional::isPresent)) {
            return Optional.empty();
        }
        ParameterTable table = new ParameterTable(context, columns);
        table.create();
        try {
            table.append(rows);
            return Optional.of(table);
        } catch (SQLException | RuntimeException failure) {
            try {
                table.close();
            } catch (SQLException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    private static boolean addColumn(
            List<Optional<String>> columns, BatchRows rows, int parameter) {
        ParameterKind kind = null;
        int whole = 0;
        int scale = 0;
        for (int row = 0; row < rows.rows(); row++) {
            Object value = rows.value(row, parameter);
            if (value == null) {
                continue;
            }
            Optional<ParameterKind> found = ParameterKind.of(value);
            if (found.isEmpty() || (kind != null && kind != found.get())) {
                return false;
            }
            kind = found.get();
            if (value instanceof BigDecimal decimal) {
                if (decimal.scale() < 0) {
                    return false;
                }
                whole = Math.max(whole, decimal.precision() - decimal.scale());
                scale = Math.max(scale, decimal.scale());
            }
        }
        if (whole + scale > MAX_DIGITS) {
            return false;
        }
        columns.add(column(kind, whole, scale));
        return true;
    }

    private static Optional<String> column(@Nullable ParameterKind kind, int whole, int scale) {
        if (kind == null) {
            return Optional.empty();
        }
        String digits = "(" + Math.max(1, whole + scale) + "," + scale + ")";
        return Optional.of(kind.typeName() + (kind == ParameterKind.DECIMAL ? digits : ""));
    }

    private void create() throws SQLException {
        StringJoiner definitions = new StringJoiner(", ", "(", ")");
        for (int i = 0; i < columns.size(); i++) {
            int number = i + 1;
            columns.get(i).ifPresent(type -> definitions.add("p" + number + " " + type));
        }
        execute("CREATE TEMP TABLE " + name + definitions);
    }

    private void append(BatchRows rows) throws SQLException {
        try (DuckDBAppender appender =
                context.session().duckdb().createAppender("temp", "main", name)) {
            for (int row = 0; row < rows.rows(); row++) {
                appender.beginRow();
                for (int i = 0; i < columns.size(); i++) {
                    if (columns.get(i).isPresent()) {
                        ParameterKind.append(appender, rows.value(row, i));
                    }
                }
                appender.endRow();
            }
        }
    }

    /**
     * A query that computes expressions for every row.
     *
     * @param expressions with the parameters of one row
     */
    String select(String expressions) {
        return "SELECT "
                + NameRewriter.rewrite(expressions, names -> Optional.empty(), this::column)
                + "\nFROM temp.main."
                + name
                + " AS howdah_batch";
    }

    private Optional<String> column(Token parameter) {
        int index = Integer.parseInt(parameter.value().substring(1)) - 1;
        return Optional.of(
                columns.get(index).isPresent() ? "howdah_batch.p" + (index + 1) : "NULL");
    }

    private void execute(String sql) throws SQLException {
        context.execute(NumberedSql.of(sql));
    }

    @Override
    public void close() throws SQLException {
        execute("DROP TABLE IF EXISTS temp.main." + name);
    }
}
