package dev.howdah.kuzu.type;

import dev.howdah.duckdb.source.DuckDbTypeName;
import dev.howdah.duckdb.vector.FieldNames;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.List;
import java.util.StringJoiner;

/** What DuckDB calls the type that a value has in the Parquet file. */
final class CarrierType {
    private static final String TEXT = "VARCHAR";

    private CarrierType() {}

    /** The type of a column, or of an element of a column that is a list. */
    static String of(LogicalType type) {
        return type == Scalar.TIMESTAMPTZ ? "TIMESTAMPTZ" : nested(type);
    }

    /** The type of a value that Kùzu takes as it is. */
    static String nested(LogicalType type) {
        return switch (type) {
            case Scalar.JSON, Scalar.TIME, Scalar.TIMETZ, Scalar.BIT -> TEXT;
            case Scalar.TIMESTAMPTZ, Scalar.INTERVAL -> TEXT;
            case Scalar scalar -> DuckDbTypeName.of(scalar);
            case LogicalType.Decimal decimal -> TEXT;
            case LogicalType.Enumeration enumeration -> TEXT;
            case LogicalType.ListOf list -> nested(list.element()) + "[]";
            case LogicalType.MapOf map ->
                    "MAP(" + nested(map.key()) + ", " + nested(map.value()) + ")";
            case LogicalType.Struct struct -> struct(struct.fields());
        };
    }

    private static String struct(List<LogicalType.Struct.Field> fields) {
        List<String> names = fieldNames(fields);
        StringJoiner list = new StringJoiner(", ", "STRUCT(", ")");
        for (int i = 0; i < fields.size(); i++) {
            list.add(Identifier.quote(names.get(i)) + " " + nested(fields.get(i).type()));
        }
        return list.toString();
    }

    /** The fields' names in DuckDB and so in Kùzu, which both ignore case. */
    static List<String> fieldNames(List<LogicalType.Struct.Field> fields) {
        return FieldNames.distinct(fields.stream().map(LogicalType.Struct.Field::name).toList());
    }
}
