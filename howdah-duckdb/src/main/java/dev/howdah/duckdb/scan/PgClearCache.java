package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.function.BindContext;
import dev.howdah.duckdb.function.Binding;
import dev.howdah.duckdb.function.ParameterType;
import dev.howdah.duckdb.function.ResultColumn;
import dev.howdah.duckdb.function.TableFunction;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.sql.SQLException;
import java.util.List;

/** {@code pg_clear_cache()}: reads the catalogues of all attached databases again. */
final class PgClearCache implements TableFunction {
    private final Callers callers;

    PgClearCache(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String name() {
        return "pg_clear_cache";
    }

    @Override
    public List<ParameterType> parameters() {
        return List.of();
    }

    @Override
    public Binding bind(BindContext call) {
        return new RowsBinding(List.of(new ResultColumn("Success", Scalar.BOOLEAN)), this::clear);
    }

    private List<List<Object>> clear() {
        try {
            callers.requireInstance().databases().refreshAll();
            return List.of(List.of(true));
        } catch (SQLException failure) {
            throw HowdahException.of(
                    ErrorKind.INTERNAL,
                    "DuckDB could not show the catalogue of an attached database: "
                            + failure.getMessage(),
                    failure);
        }
    }
}
