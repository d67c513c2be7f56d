package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.catalog.AttachedDatabases;
import dev.howdah.duckdb.function.BindContext;
import dev.howdah.duckdb.function.Binding;
import dev.howdah.duckdb.function.ParameterType;
import dev.howdah.duckdb.function.TableFunction;
import dev.howdah.duckdb.session.Session;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.RemoteQuery;
import dev.howdah.postgres.scan.RemoteTransaction;
import dev.howdah.postgres.scan.TransactionScope;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** {@code postgres_query(database, sql, …)}: a query in PostgreSQL's own SQL. */
final class PostgresQuery implements TableFunction {
    private final Callers callers;
    private final String name;

    /**
     * @param name {@code postgres_query} or {@code postgres_execute}, which is the same
     */
    PostgresQuery(Callers callers, String name) {
        this.callers = callers;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<ParameterType> parameters() {
        return List.of(ParameterType.VARCHAR, ParameterType.VARCHAR);
    }

    @Override
    public Map<String, ParameterType> namedParameters() {
        return Map.of(
                "params",
                ParameterType.ANY,
                "use_transaction",
                ParameterType.BOOLEAN,
                "suppress_dml_output",
                ParameterType.BOOLEAN);
    }

    @Override
    public Binding bind(BindContext call) {
        Object database = call.arguments().get(0);
        Object sql = call.arguments().get(1);
        if (database == null || sql == null) {
            throw HowdahException.user("Parameters to " + name + " cannot be NULL");
        }
        AttachedDatabases databases = callers.requireInstance().databases();
        AttachedDatabase source =
                databases
                        .find(database.toString())
                        .orElseThrow(
                                () ->
                                        HowdahException.user(
                                                "Failed to find attached database \""
                                                        + database
                                                        + "\" referenced in "
                                                        + name));
        Optional<Session> session = callers.session(call);
        String text = sql.toString().strip().replaceAll("(\\s*;)+$", "");
        boolean useTransaction =
                !Boolean.FALSE.equals(call.namedArguments().get("use_transaction"));
        RemoteQuery query = describe(source, session, text, useTransaction, databases);
        List<@Nullable String> parameters =
                call.namedArguments().containsKey("params")
                        ? QueryParameters.of(call.namedArguments().get("params"))
                        : List.of();
        QueryParameters.requireCount(parameters.size(), query.parameterCount());
        return new QueryBinding(source, session, text, query, parameters, useTransaction);
    }

    private static RemoteQuery describe(
            AttachedDatabase source,
            Optional<Session> session,
            String text,
            boolean useTransaction,
            AttachedDatabases databases) {
        Optional<RemoteTransaction> shared =
                useTransaction
                        ? session.flatMap(caller -> caller.findTransaction(source))
                        : Optional.empty();
        BooleanSupplier stopped = session.map(Session::stopped).orElse(() -> false);
        if (shared.isPresent()) {
            return source.remote().prepareQuery(shared.get(), text, databases.mapping(), stopped);
        }
        try (RemoteTransaction alone = source.begin(TransactionScope.ONE_SCAN)) {
            return source.remote().prepareQuery(alone, text, databases.mapping(), stopped);
        }
    }
}
