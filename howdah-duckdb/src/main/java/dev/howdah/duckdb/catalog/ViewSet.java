package dev.howdah.duckdb.catalog;

import dev.howdah.postgres.catalog.Catalog;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.catalog.Schema;
import dev.howdah.postgres.type.MappingOptions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The schemas and views that show a catalogue in DuckDB. A relation without columns is left out:
 * DuckDB has no such thing.
 */
final class ViewSet {
    static final ViewSet EMPTY = new ViewSet(Map.of());

    private final Map<String, SchemaViews> schemas;

    /** A schema in DuckDB, its views by name. */
    record SchemaViews(String name, Map<String, AttachedTable> tables) {
        SchemaViews {
            tables = Collections.unmodifiableMap(tables);
        }
    }

    private ViewSet(Map<String, SchemaViews> schemas) {
        this.schemas = Collections.unmodifiableMap(schemas);
    }

    /**
     * Shows a catalogue; tables that have not changed keep the id that they have in {@code before}.
     */
    static ViewSet of(Catalog catalog, MappingOptions options, ViewSet before, IntSupplier nextId) {
        Map<String, SchemaViews> schemas = new LinkedHashMap<>();
        UniqueNames names = new UniqueNames();
        for (Schema schema : catalog.schemas()) {
            String name = names.claim(schema.name());
            schemas.put(name, new SchemaViews(name, tables(name, schema, options, before, nextId)));
        }
        return new ViewSet(schemas);
    }

    private static Map<String, AttachedTable> tables(
            String schemaName,
            Schema schema,
            MappingOptions options,
            ViewSet before,
            IntSupplier nextId) {
        Map<String, AttachedTable> tables = new LinkedHashMap<>();
        UniqueNames names = new UniqueNames();
        for (Relation relation : schema.relations()) {
            if (relation.columns().isEmpty()) {
                continue;
            }
            String name = names.claim(relation.name());
            Optional<AttachedTable> known =
                    before.find(schemaName, name)
                            .filter(
                                    table ->
                                            table.looksLike(
                                                    AttachedTable.of(
                                                            table.id(),
                                                            schemaName,
                                                            name,
                                                            relation,
                                                            options)));
            tables.put(
                    name,
                    known.isPresent()
                            ? known.get().withRelation(relation)
                            : AttachedTable.of(
                                    nextId.getAsInt(), schemaName, name, relation, options));
        }
        return tables;
    }

    Map<String, SchemaViews> schemas() {
        return schemas;
    }

    Optional<AttachedTable> find(String schema, String name) {
        return Optional.ofNullable(schemas.get(schema)).map(found -> found.tables().get(name));
    }

    /** Finds a table as DuckDB does, ignoring case. */
    Optional<AttachedTable> findFolded(String schema, String name) {
        return schemas.values().stream()
                .filter(found -> UniqueNames.fold(found.name()).equals(UniqueNames.fold(schema)))
                .flatMap(found -> found.tables().values().stream())
                .filter(table -> UniqueNames.fold(table.name()).equals(UniqueNames.fold(name)))
                .findFirst();
    }

    boolean hasSchema(String name) {
        return schemas.keySet().stream()
                .anyMatch(schema -> UniqueNames.fold(schema).equals(UniqueNames.fold(name)));
    }
}
