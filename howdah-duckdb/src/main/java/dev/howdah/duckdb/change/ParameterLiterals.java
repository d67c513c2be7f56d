package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.NumberedSql;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Literal;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes the values of a statement's parameters as constants of the server's. */
final class ParameterLiterals {
    private static final Set<String> NUMBERS =
            Set.of(
                    "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT",
                    "DECIMAL");

    private final ChangeContext context;

    ParameterLiterals(ChangeContext context) {
        this.context = context;
    }

    /**
     * The value of a parameter such as {@code $2}. Whatever is no number is a string whose type the
     * server infers, as it would that of a parameter.
     */
    Optional<String> of(Token parameter) {
        try {
            String sql = parameter.value();
            List<Optional<String>> typeAndText =
                    texts("SELECT typeof(%1$s), CAST(%1$s AS VARCHAR)".formatted(sql), 2);
            if (typeAndText.get(1).isEmpty()) {
                return Optional.of("NULL");
            }
            String type = typeAndText.get(0).orElse("");
            String text = typeAndText.get(1).get();
            if (NUMBERS.contains(type.replaceFirst("\\(.*", "").toUpperCase(Locale.ROOT))) {
                return Optional.of(text.startsWith("-") ? "(" + text + ")" : text);
            }
            return Optional.of(Literal.quote(type.equals("BLOB") ? bytes(sql) : text));
        } catch (SQLException failure) {
            throw HowdahException.of(
                    ErrorKind.USER,
                    "The value of the parameter "
                            + parameter.value()
                            + " could not be taken: "
                            + failure.getMessage(),
                    failure);
        }
    }

    private String bytes(String sql) throws SQLException {
        return "\\x" + texts("SELECT hex(CAST(" + sql + " AS BLOB))", 1).getFirst().orElse("");
    }

    private List<Optional<String>> texts(String query, int columns) throws SQLException {
        return context.query(
                NumberedSql.of(query),
                Collections.nCopies(columns, Scalar.TEXT),
                rows -> {
                    RowBatch batch = rows.next();
                    if (batch == null) {
                        throw HowdahException.internal("a query without rows: " + query);
                    }
                    return batch.columns().stream()
                            .map(column -> text((BytesColumn) column))
                            .toList();
                });
    }

    private static Optional<String> text(BytesColumn column) {
        return column.isNull(0)
                ? Optional.empty()
                : Optional.of(
                        new String(
                                column.bytes(),
                                column.start(0),
                                column.ends()[0] - column.start(0),
                                StandardCharsets.UTF_8));
    }
}
