package dev.howdah.postgres.catalog;

import dev.howdah.postgres.catalog.Column.Identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects columns, keys and indexes by relation until the relations themselves are known. */
final class RelationParts {
    private final TypeGraph types;
    private final Map<Integer, List<Column>> columns = new HashMap<>();
    private final Map<Integer, List<Relation.Key>> keys = new HashMap<>();
    private final Map<Integer, List<Relation.Index>> indexes = new HashMap<>();

    RelationParts(TypeGraph types) {
        this.types = types;
    }

    /** Takes the result of {@link CatalogQueries#columns}. */
    void addColumns(ResultSet rows) throws SQLException {
        while (rows.next()) {
            add(columns, relation(rows), column(rows));
        }
    }

    /** Takes the result of {@link CatalogQueries#keys}: a key's columns are consecutive rows. */
    void addKeys(ResultSet rows) throws SQLException {
        KeyRows key = null;
        while (rows.next()) {
            int relation = relation(rows);
            String name = rows.getString(2);
            if (key == null || key.relation != relation || !key.name.equals(name)) {
                flush(key);
                key = new KeyRows(relation, name, rows);
            }
            key.columns.add(rows.getString(4));
            if (rows.getString(7) != null) {
                key.referencedColumns.add(rows.getString(7));
            }
        }
        flush(key);
    }

    /** Takes the result of {@link CatalogQueries#indexes}. */
    void addIndexes(ResultSet rows) throws SQLException {
        while (rows.next()) {
            Relation.Index index =
                    new Relation.Index(
                            rows.getString(2),
                            rows.getBoolean(3),
                            rows.getBoolean(4),
                            rows.getString(5));
            add(indexes, relation(rows), index);
        }
    }

    /** Takes the result of {@link CatalogQueries#relations} and returns them by schema. */
    Map<String, List<Relation>> relations(ResultSet rows) throws SQLException {
        Map<String, List<Relation>> bySchema = new LinkedHashMap<>();
        while (rows.next()) {
            Relation relation = relation(relation(rows), rows);
            bySchema.computeIfAbsent(relation.schema(), schema -> new ArrayList<>()).add(relation);
        }
        return bySchema;
    }

    private Relation relation(int oid, ResultSet rows) throws SQLException {
        return new Relation(
                oid,
                rows.getString(2),
                rows.getString(3),
                kind(rows.getString(4).charAt(0)),
                columns.getOrDefault(oid, List.of()),
                rows.getLong(5),
                rows.getDouble(6),
                rows.getBoolean(7),
                rows.getBoolean(8),
                rows.getBoolean(9),
                Optional.ofNullable(rows.getString(10)),
                keys.getOrDefault(oid, List.of()),
                indexes.getOrDefault(oid, List.of()));
    }

    private Column column(ResultSet rows) throws SQLException {
        return new Column(
                rows.getInt(2),
                rows.getString(3),
                types.type((int) rows.getLong(4)),
                rows.getInt(5),
                rows.getInt(6),
                rows.getBoolean(7),
                rows.getBoolean(12),
                rows.getBoolean(13),
                Optional.ofNullable(rows.getString(10)),
                identity(rows.getString(8)),
                !rows.getString(9).isEmpty(),
                Optional.ofNullable(rows.getString(11)));
    }

    private void flush(KeyRows key) {
        if (key != null) {
            add(keys, key.relation, key.build());
        }
    }

    private static int relation(ResultSet rows) throws SQLException {
        return (int) rows.getLong(1);
    }

    private static <T> void add(Map<Integer, List<T>> map, int relation, T part) {
        map.computeIfAbsent(relation, oid -> new ArrayList<>()).add(part);
    }

    private static Identity identity(String code) {
        return switch (code) {
            case "a" -> Identity.ALWAYS;
            case "d" -> Identity.BY_DEFAULT;
            default -> Identity.NONE;
        };
    }

    private static RelationKind kind(char code) {
        for (RelationKind kind : RelationKind.values()) {
            if (kind.code() == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("relkind " + code);
    }

    /** The rows of one key. */
    private static final class KeyRows {
        private final int relation;
        private final String name;
        private final String kind;
        private final String referencedSchema;
        private final String referencedRelation;
        private final List<String> columns = new ArrayList<>();
        private final List<String> referencedColumns = new ArrayList<>();

        KeyRows(int relation, String name, ResultSet rows) throws SQLException {
            this.relation = relation;
            this.name = name;
            this.kind = rows.getString(3);
            this.referencedSchema = Optional.ofNullable(rows.getString(5)).orElse("");
            this.referencedRelation = Optional.ofNullable(rows.getString(6)).orElse("");
        }

        Relation.Key build() {
            return switch (kind) {
                case "p" -> new Relation.Key.Primary(name, List.copyOf(columns));
                case "u" -> new Relation.Key.Unique(name, List.copyOf(columns));
                default ->
                        new Relation.Key.Foreign(
                                name,
                                List.copyOf(columns),
                                referencedSchema,
                                referencedRelation,
                                List.copyOf(referencedColumns));
            };
        }
    }
}
