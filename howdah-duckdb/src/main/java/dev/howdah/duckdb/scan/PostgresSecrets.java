package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.catalog.SecretRow;
import dev.howdah.duckdb.function.BindContext;
import dev.howdah.duckdb.function.Binding;
import dev.howdah.duckdb.function.ParameterType;
import dev.howdah.duckdb.function.ResultColumn;
import dev.howdah.duckdb.function.TableFunction;
import dev.howdah.duckdb.session.Instance;
import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.LogicalType.ListOf;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code postgres_secrets()}: the secrets of PostgreSQLs in the columns of {@code
 * duckdb_secrets()}; and {@code howdah_secrets()}: those and DuckDB's own.
 */
final class PostgresSecrets implements TableFunction {
    private static final List<ResultColumn> COLUMNS =
            List.of(
                    new ResultColumn("name", Scalar.TEXT),
                    new ResultColumn("type", Scalar.TEXT),
                    new ResultColumn("provider", Scalar.TEXT),
                    new ResultColumn("persistent", Scalar.BOOLEAN),
                    new ResultColumn("storage", Scalar.TEXT),
                    new ResultColumn("scope", new ListOf(Scalar.TEXT)),
                    new ResultColumn("secret_string", Scalar.TEXT));

    private final Callers callers;
    private final String name;
    private final boolean all;

    private PostgresSecrets(Callers callers, String name, boolean all) {
        this.callers = callers;
        this.name = name;
        this.all = all;
    }

    static PostgresSecrets ours(Callers callers) {
        return new PostgresSecrets(callers, "postgres_secrets", false);
    }

    static PostgresSecrets merged(Callers callers) {
        return new PostgresSecrets(callers, "howdah_secrets", true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<ParameterType> parameters() {
        return List.of();
    }

    @Override
    public Binding bind(BindContext call) {
        SettingValues settings = Callers.settings(call);
        return new RowsBinding(COLUMNS, () -> rows(settings));
    }

    private List<List<Object>> rows(SettingValues settings) {
        Instance instance = callers.requireInstance();
        List<SecretRow> rows = new ArrayList<>();
        instance.secrets(settings::secretFolder).all().stream()
                .map(SecretRow::of)
                .forEach(rows::add);
        if (all) {
            try {
                rows.addAll(instance.databases().secretsOfDuckDb());
            } catch (SQLException failure) {
                throw HowdahException.of(
                        ErrorKind.INTERNAL,
                        "DuckDB could not list its own secrets: " + failure.getMessage(),
                        failure);
            }
            rows.sort(Comparator.comparing(SecretRow::name));
        }
        return rows.stream().map(PostgresSecrets::values).toList();
    }

    private static List<Object> values(SecretRow row) {
        return List.of(
                row.name(),
                row.type(),
                row.provider(),
                row.persistent(),
                row.storage(),
                row.scope(),
                row.text());
    }
}
