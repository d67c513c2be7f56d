package dev.howdah.postgres.catalog;

import dev.howdah.postgres.type.PgType;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the flat rows of pg_type, pg_attribute and pg_enum into trees of {@link PgType}. */
final class TypeGraph {
    private static final char COMPOSITE = 'c';
    private static final char DOMAIN = 'd';
    private static final char ENUM = 'e';

    private final Map<Integer, Row> rows = new HashMap<>();
    private final Map<Integer, List<String>> labels = new HashMap<>();
    private final Map<Integer, PgType> built = new HashMap<>();
    private final Set<Integer> building = new HashSet<>();

    /** Takes the result of {@link CatalogQueries#typesOfColumns} or its like. */
    void addTypes(ResultSet result) throws SQLException {
        while (result.next()) {
            int oid = (int) result.getLong(1);
            Row row = rows.get(oid);
            if (row == null) {
                row = Row.read(oid, result);
                rows.put(oid, row);
            }
            String attribute = result.getString(9);
            if (attribute != null) {
                row.attributes.add(
                        new AttributeRow(
                                attribute,
                                (int) result.getLong(10),
                                result.getInt(11),
                                result.getInt(12)));
            }
        }
    }

    /** Takes the result of {@link CatalogQueries#enumLabels}. */
    void addLabels(ResultSet result) throws SQLException {
        while (result.next()) {
            labels.computeIfAbsent((int) result.getLong(1), oid -> new ArrayList<>())
                    .add(result.getString(2));
        }
    }

    /** Whether the type was among the rows. */
    boolean has(int oid) {
        return rows.containsKey(oid);
    }

    /** All types of the rows by oid. */
    Map<Integer, PgType> all() {
        rows.keySet().forEach(this::type);
        return Map.copyOf(built);
    }

    /** All enums of the rows, ordered by schema and name. */
    List<PgType.Enumeration> enumerations() {
        List<PgType.Enumeration> enumerations = new ArrayList<>();
        for (Row row : rows.values()) {
            if (row.kind == ENUM && type(row.oid) instanceof PgType.Enumeration enumeration) {
                enumerations.add(enumeration);
            }
        }
        enumerations.sort(
                Comparator.comparing(PgType.Enumeration::schema)
                        .thenComparing(PgType.Enumeration::name));
        return enumerations;
    }

    /**
     * The type of an oid. One that is not among the rows, dropped or made while the catalogue was
     * being read, has no parts and an odd name; it is read as text.
     */
    PgType type(int oid) {
        PgType known = built.get(oid);
        if (known != null) {
            return known;
        }
        Row row = rows.get(oid);
        if (row == null || !building.add(oid)) {
            return new PgType.Base(oid, "pg_catalog", "unknown");
        }
        PgType type = build(row);
        building.remove(oid);
        built.put(oid, type);
        return type;
    }

    private PgType build(Row row) {
        return switch (row.kind) {
            case COMPOSITE ->
                    new PgType.Composite(
                            row.oid,
                            row.schema,
                            row.name,
                            row.attributes.stream().map(this::attribute).toList());
            case DOMAIN ->
                    new PgType.Domain(
                            row.oid,
                            row.schema,
                            row.name,
                            type(row.base),
                            row.typmod,
                            row.dimensions);
            case ENUM ->
                    new PgType.Enumeration(
                            row.oid, row.schema, row.name, labels.getOrDefault(row.oid, List.of()));
            default ->
                    row.element == 0
                            ? new PgType.Base(row.oid, row.schema, row.name)
                            : new PgType.Array(row.oid, row.schema, row.name, type(row.element));
        };
    }

    private PgType.Attribute attribute(AttributeRow row) {
        return new PgType.Attribute(row.name, type(row.type), row.typmod, row.dimensions);
    }

    /** A row of pg_type; the element is set for true arrays only, dimensions for domains only. */
    private record Row(
            int oid,
            String schema,
            String name,
            char kind,
            int base,
            int typmod,
            int element,
            int dimensions,
            List<AttributeRow> attributes) {
        static Row read(int oid, ResultSet result) throws SQLException {
            return new Row(
                    oid,
                    result.getString(2),
                    result.getString(3),
                    result.getString(4).charAt(0),
                    (int) result.getLong(5),
                    result.getInt(6),
                    (int) result.getLong(7),
                    result.getInt(8),
                    new ArrayList<>());
        }
    }

    private record AttributeRow(String name, int type, int typmod, int dimensions) {}
}
