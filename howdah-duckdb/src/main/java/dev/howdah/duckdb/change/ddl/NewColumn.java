package dev.howdah.duckdb.change.ddl;

import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.WriteColumn;
import dev.howdah.postgres.type.WriteMapping;

import java.util.Objects;

/**
 * The type of a column that is made for values of DuckDB's, and the way of those values into it.
 *
 * @param sql the type in PostgreSQL's SQL, such as {@code numeric(10,2)[]}
 * @param typmod its type modifier, {@link PgType#NO_TYPMOD} if none
 * @param dimensions of an array, 0 otherwise
 * @param template DuckDB's expression that makes a value that fits exactly out of the column {@link
 *     #COLUMN} stands for
 */
public record NewColumn(String sql, PgType type, int typmod, int dimensions, String template) {
    /** What {@link #expression} replaces in the template. */
    static final String COLUMN = "%s";

    public NewColumn {
        Objects.requireNonNull(sql);
        Objects.requireNonNull(type);
        Objects.requireNonNull(template);
    }

    /**
     * DuckDB's expression for a value of the new column.
     *
     * @param column an expression of DuckDB's, such as a quoted name
     */
    public String expression(String column) {
        return template.replace(COLUMN, column);
    }

    /** The new column as one that rows are written to. */
    public WriteColumn writeColumn(String name) {
        WriteMapping mapping = WriteMapping.of(type, typmod, dimensions);
        return new WriteColumn(name, mapping.sent(), mapping.typmod(), mapping.logical());
    }
}
