package dev.howdah.duckdb.catalog;

import dev.howdah.postgres.catalog.Column;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.TypeMapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A relation that {@code pg_scan(id)} reads.
 *
 * @param schema the view's schema in DuckDB
 * @param name the view's name in DuckDB
 */
public record AttachedTable(
        int id, String schema, String name, Relation relation, List<AttachedColumn> columns) {
    public AttachedTable {
        Objects.requireNonNull(schema);
        Objects.requireNonNull(name);
        Objects.requireNonNull(relation);
        columns = List.copyOf(columns);
    }

    static AttachedTable of(
            int id, String schema, String name, Relation relation, MappingOptions options) {
        UniqueNames names = new UniqueNames();
        List<AttachedColumn> columns = new ArrayList<>();
        for (Column column : relation.columns()) {
            columns.add(
                    new AttachedColumn(
                            names.claim(column.name()),
                            "t" + id + "c" + columns.size(),
                            column,
                            TypeMapping.map(
                                    column.type(), column.typmod(), column.dimensions(), options)));
        }
        return new AttachedTable(id, schema, name, relation, columns);
    }

    /** The same table with its relation's numbers as they are now. */
    AttachedTable withRelation(Relation current) {
        return new AttachedTable(id, schema, name, current, columns);
    }

    /** Whether a view made for one also fits the other. */
    boolean looksLike(AttachedTable other) {
        return schema.equals(other.schema)
                && name.equals(other.name)
                && relation.schema().equals(other.relation.schema())
                && relation.name().equals(other.relation.name())
                && relation.kind() == other.relation.kind()
                && relation.comment().equals(other.relation.comment())
                && shape().equals(other.shape());
    }

    private List<Object> shape() {
        List<Object> shape = new ArrayList<>();
        for (AttachedColumn column : columns) {
            shape.add(column.viewName());
            shape.add(column.column().name());
            shape.add(column.column().comment());
            shape.add(column.mapping());
        }
        return shape;
    }
}
