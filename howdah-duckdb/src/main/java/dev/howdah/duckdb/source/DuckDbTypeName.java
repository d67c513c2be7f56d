package dev.howdah.duckdb.source;

import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.duckdb.vector.FieldNames;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** What DuckDB calls a core type in a CAST. */
public final class DuckDbTypeName {
    private DuckDbTypeName() {}

    /**
     * The name, such as {@code DECIMAL(10,2)}, {@code ENUM('a', 'b')} or {@code STRUCT("a"
     * INTEGER)[]}.
     */
    public static String of(LogicalType type) {
        return switch (type) {
            case Scalar scalar -> scalar(scalar);
            case LogicalType.Decimal decimal ->
                    "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
            case LogicalType.Enumeration enumeration ->
                    enumeration.labels().stream()
                            .map(DuckDbLiteral::quote)
                            .collect(Collectors.joining(", ", "ENUM(", ")"));
            case LogicalType.ListOf list -> of(list.element()) + "[]";
            case LogicalType.MapOf map -> "MAP(" + of(map.key()) + ", " + of(map.value()) + ")";
            case LogicalType.Struct struct -> struct(struct.fields());
        };
    }

    private static String scalar(Scalar type) {
        return switch (type) {
            case BOOLEAN -> "BOOLEAN";
            case INT2 -> "SMALLINT";
            case INT4 -> "INTEGER";
            case INT8 -> "BIGINT";
            case UINT4 -> "UINTEGER";
            case FLOAT4 -> "FLOAT";
            case FLOAT8 -> "DOUBLE";
            case TEXT -> "VARCHAR";
            case JSON -> "JSON";
            case BYTEA -> "BLOB";
            case DATE -> "DATE";
            case TIME -> "TIME";
            case TIMETZ -> "TIMETZ";
            case TIMESTAMP -> "TIMESTAMP";
            case TIMESTAMPTZ -> "TIMESTAMPTZ";
            case INTERVAL -> "INTERVAL";
            case UUID -> "UUID";
            case BIT -> "BIT";
        };
    }

    private static String struct(List<LogicalType.Struct.Field> fields) {
        List<String> names =
                FieldNames.distinct(fields.stream().map(LogicalType.Struct.Field::name).toList());
        StringJoiner list = new StringJoiner(", ", "STRUCT(", ")");
        for (int i = 0; i < fields.size(); i++) {
            list.add(Identifier.quote(names.get(i)) + " " + of(fields.get(i).type()));
        }
        return list.toString();
    }
}
