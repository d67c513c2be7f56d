package dev.howdah.postgres.catalog;

import dev.howdah.postgres.type.PgType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a database held at one moment. Immutable. */
public final class Catalog {
    private final NameIndex<Schema> schemas;
    private final List<PgType.Enumeration> enumerations;

    Catalog(List<Schema> schemas, List<PgType.Enumeration> enumerations) {
        this.enumerations = List.copyOf(enumerations);
        Map<String, Schema> byName = new LinkedHashMap<>();
        schemas.forEach(schema -> byName.put(schema.name(), schema));
        this.schemas = new NameIndex<>(byName);
    }

    /** All schemas, empty ones included, ordered by name. */
    public List<Schema> schemas() {
        return schemas.values();
    }

    /** The enums of all schemas, whether a column uses them or not, ordered by schema and name. */
    public List<PgType.Enumeration> enumerations() {
        return enumerations;
    }

    /** The schema of exactly this name, else the only one that differs from it just in case. */
    public Optional<Schema> findSchema(String schema) {
        return schemas.find(schema);
    }

    /** A relation; both names as {@link #findSchema} and {@link Schema#findRelation} find them. */
    public Optional<Relation> findRelation(String schema, String relation) {
        return findSchema(schema).flatMap(found -> found.findRelation(relation));
    }
}
