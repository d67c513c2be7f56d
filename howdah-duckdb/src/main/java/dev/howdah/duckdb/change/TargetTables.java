package dev.howdah.duckdb.change;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.duckdb.session.SearchPath;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.statement.ObjectName;
import dev.howdah.postgres.error.NearNames;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the relation that a name in a statement means. */
public final class TargetTables {
    private static final String DUCKDB_DEFAULT_SCHEMA = "main";

    private TargetTables() {}

    /**
     * The relation that DuckDB finds under a name, looked for once more in a fresh catalogue before
     * it counts as missing.
     *
     * @throws dev.howdah.postgres.error.HowdahException as DuckDB says it, if there is none
     */
    public static TargetTable require(ObjectName name, ChangeContext context) throws SQLException {
        AttachedDatabase database = context.database();
        Optional<AttachedTable> found = find(name, context);
        if (found.isEmpty() && context.session().databases().refresh(database)) {
            found = find(name, context);
        }
        return TargetTable.of(
                database,
                found.orElseThrow(
                        () ->
                                TargetTable.user(
                                        "42P01",
                                        "Catalog Error: Table with name %s does not exist in the PostgreSQL database \"%s\"!%s"
                                                .formatted(
                                                        name.last(),
                                                        database.name(),
                                                        candidates(name.last(), database)))));
    }

    private static Optional<AttachedTable> find(ObjectName name, ChangeContext context)
            throws SQLException {
        for (String schema : schemas(name, context.database(), context.session())) {
            Optional<AttachedTable> table = context.database().findTable(schema, name.last());
            if (table.isPresent()) {
                return table;
            }
        }
        return Optional.empty();
    }

    /** Where the name is looked up, in order. */
    private static List<String> schemas(ObjectName name, AttachedDatabase database, Session session)
            throws SQLException {
        if (name.size() > 2) {
            return orDefault(name.parts().get(name.size() - 2), database);
        }
        if (name.size() == 2 && !name.first().equalsIgnoreCase(database.name())) {
            return orDefault(name.first(), database);
        }
        List<String> schemas = new ArrayList<>();
        for (SearchPath.Entry entry : session.searchPath().users()) {
            if (entry.database().equalsIgnoreCase(database.name())) {
                schemas.add(entry.schema());
            }
        }
        schemas.add(database.defaultSchema());
        return schemas;
    }

    private static List<String> orDefault(String schema, AttachedDatabase database) {
        return schema.equalsIgnoreCase(DUCKDB_DEFAULT_SCHEMA)
                ? List.of(schema, database.defaultSchema())
                : List.of(schema);
    }

    private static String candidates(String name, AttachedDatabase database) {
        List<AttachedTable> tables = database.tables();
        List<String> near =
                NearNames.of(name, tables.stream().map(AttachedTable::name).distinct().toList());
        return near.isEmpty()
                ? ""
                : "\nDid you mean "
                        + tables.stream()
                                .filter(table -> near.contains(table.name()))
                                .map(table -> qualified(table, database))
                                .limit(near.size())
                                .collect(Collectors.joining(" or "))
                        + "?";
    }

    private static String qualified(AttachedTable table, AttachedDatabase database) {
        return '"' + database.name() + "." + table.schema() + "." + table.name() + '"';
    }
}
