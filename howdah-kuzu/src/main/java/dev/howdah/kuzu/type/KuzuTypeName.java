package dev.howdah.kuzu.type;

import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.List;
import java.util.StringJoiner;

/** What Kùzu calls the type of a value that it takes from Parquet as it is. */
final class KuzuTypeName {
    private static final String TEXT = "STRING";

    private KuzuTypeName() {}

    static String nested(LogicalType type) {
        return switch (type) {
            case Scalar scalar -> scalar(scalar);
            case LogicalType.Decimal decimal -> TEXT;
            case LogicalType.Enumeration enumeration -> TEXT;
            case LogicalType.ListOf list -> nested(list.element()) + "[]";
            case LogicalType.MapOf map ->
                    "MAP(" + nested(map.key()) + ", " + nested(map.value()) + ")";
            case LogicalType.Struct struct -> struct(struct.fields());
        };
    }

    private static String scalar(Scalar type) {
        return switch (type) {
            case BOOLEAN -> "BOOL";
            case INT2 -> "INT16";
            case INT4 -> "INT32";
            case INT8 -> "INT64";
            case UINT4 -> "UINT32";
            case FLOAT4 -> "FLOAT";
            case FLOAT8 -> "DOUBLE";
            case BYTEA -> "BLOB";
            case DATE -> "DATE";
            case TIMESTAMP -> "TIMESTAMP";
            case UUID -> "UUID";
            case TEXT, JSON, TIME, TIMETZ, TIMESTAMPTZ, INTERVAL, BIT -> TEXT;
        };
    }

    private static String struct(List<LogicalType.Struct.Field> fields) {
        List<String> names = CarrierType.fieldNames(fields);
        StringJoiner list = new StringJoiner(", ", "STRUCT(", ")");
        for (int i = 0; i < fields.size(); i++) {
            String name = names.get(i);
            list.add(
                    (KuzuName.isFieldName(name) ? name : "`" + name + "`")
                            + " "
                            + nested(fields.get(i).type()));
        }
        return list.toString();
    }

    /** Whether Kùzu's parser accepts the name. */
    static boolean isDeclarable(LogicalType type) {
        return switch (type) {
            case LogicalType.ListOf list -> isDeclarable(list.element());
            case LogicalType.MapOf map -> isDeclarable(map.key()) && isDeclarable(map.value());
            case LogicalType.Struct struct ->
                    CarrierType.fieldNames(struct.fields()).stream().allMatch(KuzuName::isFieldName)
                            && struct.fields().stream()
                                    .allMatch(field -> isDeclarable(field.type()));
            default -> true;
        };
    }
}
