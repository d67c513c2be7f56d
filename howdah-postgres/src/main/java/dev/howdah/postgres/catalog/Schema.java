package dev.howdah.postgres.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A schema and the relations in it that can be read, ordered by name. */
public final class Schema {
    private final String name;
    private final Optional<String> comment;
    private final NameIndex<Relation> relations;

    Schema(String name, Optional<String> comment, List<Relation> relations) {
        this.name = Objects.requireNonNull(name);
        this.comment = Objects.requireNonNull(comment);
        Map<String, Relation> byName = new LinkedHashMap<>();
        relations.forEach(relation -> byName.put(relation.name(), relation));
        this.relations = new NameIndex<>(byName);
    }

    public String name() {
        return name;
    }

    public Optional<String> comment() {
        return comment;
    }

    /** All relations, ordered by name. */
    public List<Relation> relations() {
        return relations.values();
    }

    /** The relation of exactly this name, else the only one that differs from it just in case. */
    public Optional<Relation> findRelation(String relation) {
        return relations.find(relation);
    }

    @Override
    public String toString() {
        return name;
    }
}
