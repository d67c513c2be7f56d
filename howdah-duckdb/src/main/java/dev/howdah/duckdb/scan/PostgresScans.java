package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.function.BindContext;
import dev.howdah.duckdb.function.Binding;
import dev.howdah.duckdb.function.ParameterType;
import dev.howdah.duckdb.function.ResultColumn;
import dev.howdah.duckdb.function.TableFunction;
import dev.howdah.duckdb.session.ScanRecord;
import dev.howdah.duckdb.session.Session;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.List;
import java.util.Optional;

/** {@code postgres_scans()}: what the connection's last statement read from PostgreSQL. */
final class PostgresScans implements TableFunction {
    private static final List<ResultColumn> COLUMNS =
            List.of(
                    new ResultColumn("database", Scalar.TEXT),
                    new ResultColumn("relation", Scalar.TEXT),
                    new ResultColumn("sql", Scalar.TEXT),
                    new ResultColumn("rows", Scalar.INT8),
                    new ResultColumn("bytes", Scalar.INT8),
                    new ResultColumn("connections", Scalar.INT8),
                    new ResultColumn("millis", Scalar.INT8),
                    new ResultColumn("retries", Scalar.INT8));

    private final Callers callers;

    PostgresScans(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String name() {
        return "postgres_scans";
    }

    @Override
    public List<ParameterType> parameters() {
        return List.of();
    }

    @Override
    public Binding bind(BindContext call) {
        Optional<Session> session = callers.session(call);
        return new RowsBinding(
                COLUMNS,
                () ->
                        session.map(Session::lastScans).orElse(List.of()).stream()
                                .map(PostgresScans::row)
                                .toList());
    }

    private static List<Object> row(ScanRecord scan) {
        return List.of(
                scan.database(),
                scan.relation(),
                scan.sql(),
                scan.statistics().rows(),
                scan.statistics().bytes(),
                (long) scan.statistics().connections(),
                scan.statistics().millis(),
                (long) scan.statistics().retries());
    }
}
