package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.catalog.AttachedDatabases;
import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.duckdb.function.BindContext;
import dev.howdah.duckdb.function.Binding;
import dev.howdah.duckdb.function.ParameterType;
import dev.howdah.duckdb.function.TableFunction;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.error.HowdahException;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code pg_scan(id)}: what every view of an attached database reads from. With {@code row_ids :=
 * true} two columns follow that say where a row lies, for statements that change it.
 */
final class PgScan implements TableFunction {
    private static final String ROW_IDS = "row_ids";

    private final Callers callers;

    PgScan(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String name() {
        return "pg_scan";
    }

    @Override
    public List<ParameterType> parameters() {
        return List.of(ParameterType.BIGINT);
    }

    @Override
    public Map<String, ParameterType> namedParameters() {
        return Map.of(ROW_IDS, ParameterType.BOOLEAN);
    }

    @Override
    public Binding bind(BindContext call) {
        AttachedDatabases databases = callers.requireInstance().databases();
        int id = call.arguments().getFirst() instanceof Long number ? number.intValue() : -1;
        Optional<AttachedTable> table = databases.table(id);
        Optional<AttachedDatabase> database = databases.databaseOf(id);
        if (table.isEmpty() || database.isEmpty()) {
            throw HowdahException.user(
                    "pg_scan(%d) refers to no attached table; use the views of the attached database"
                            .formatted(id));
        }
        boolean rowIds = Boolean.TRUE.equals(call.namedArguments().get(ROW_IDS));
        if (rowIds) {
            requireRowIds(table.get().relation());
        }
        Optional<Session> session = callers.session(call);
        session.ifPresent(caller -> caller.countBinding(id));
        // Thousands of views are bound only to be defined, and a session asks when it reads.
        boolean needless = session.isPresent() || databases.isOwn(call.connectionId());
        SettingValues settings = needless ? SettingValues.defaults() : Callers.settings(call);
        return new TableBinding(database.get(), table.get(), rowIds, session, settings);
    }

    private static void requireRowIds(Relation relation) {
        switch (relation.kind()) {
            case TABLE, PARTITIONED_TABLE, MATERIALIZED_VIEW -> {}
            case VIEW, FOREIGN_TABLE ->
                    throw HowdahException.unsupported(
                            "The rows of %s.%s have no place (ctid): only a table's own rows can be named one by one"
                                    .formatted(relation.schema(), relation.name()));
        }
    }
}
