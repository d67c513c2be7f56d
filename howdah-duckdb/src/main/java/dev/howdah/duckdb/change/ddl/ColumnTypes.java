package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.PgType.Enumeration;

import java.util.List;
import java.util.Optional;

/**
 * The one table from DuckDB's types to those of new columns in PostgreSQL.
 *
 * <p>Lists and arrays of the types that have a row of their own become PostgreSQL's arrays. What
 * PostgreSQL has no like of becomes jsonb, by DuckDB's own {@code to_json}: STRUCT, MAP, UNION,
 * VARIANT, TUPLE, and lists of them.
 */
public final class ColumnTypes {
    /** PostgreSQL's arrays have no more. */
    private static final int MAX_DIMENSIONS = 6;

    private final List<Enumeration> enumerations;

    ColumnTypes(List<Enumeration> enumerations) {
        this.enumerations = List.copyOf(enumerations);
    }

    /** The types of new columns in a database, whose enums are among them. */
    public static ColumnTypes of(AttachedDatabase database) {
        return new ColumnTypes(database.remote().catalog().enumerations());
    }

    /**
     * The column for values of a type.
     *
     * @param duckDbType as DESCRIBE prints it
     */
    public NewColumn newColumn(String duckDbType) {
        return newColumn(duckDbType, Optional.empty());
    }

    /**
     * @param enumeration the enum whose name was written, if there is one
     */
    NewColumn newColumn(String duckDbType, Optional<Enumeration> enumeration) {
        PrintedType printed = PrintedType.parse(duckDbType);
        if (printed.dimensions() > MAX_DIMENSIONS) {
            return json();
        }
        return switch (printed.name()) {
            case "BOOLEAN" -> plain(BuiltInType.BOOLEAN, "BOOLEAN", printed);
            case "TINYINT", "UTINYINT", "SMALLINT" ->
                    plain(BuiltInType.SMALLINT, "SMALLINT", printed);
            case "USMALLINT", "INTEGER" -> plain(BuiltInType.INTEGER, "INTEGER", printed);
            case "UINTEGER", "BIGINT" -> plain(BuiltInType.BIGINT, "BIGINT", printed);
            case "UBIGINT" -> numeric(20, 0, "DECIMAL(20,0)", printed);
            // One digit more than a DECIMAL holds.
            case "HUGEINT", "UHUGEINT" -> numeric(39, 0, "VARCHAR", printed);
            case "BIGNUM" -> plain(BuiltInType.NUMERIC, "VARCHAR", printed);
            case "DECIMAL" -> decimal(printed);
            case "FLOAT" -> plain(BuiltInType.REAL, "FLOAT", printed);
            case "DOUBLE" -> plain(BuiltInType.DOUBLE, "DOUBLE", printed);
            // A NULL without a type is a text in PostgreSQL's own CREATE TABLE AS too.
            case "VARCHAR", "GEOMETRY", "TYPE", "NULL" ->
                    plain(BuiltInType.TEXT, "VARCHAR", printed);
            case "BLOB" -> plain(BuiltInType.BYTEA, "BLOB", printed);
            case "BIT" -> plain(BuiltInType.VARBIT, "BIT", printed);
            case "UUID" -> plain(BuiltInType.UUID, "UUID", printed);
            case "JSON" -> plain(BuiltInType.JSON, "JSON", printed);
            case "DATE" -> plain(BuiltInType.DATE, "DATE", printed);
            case "TIME", "TIME_NS" -> plain(BuiltInType.TIME, "TIME", printed);
            case "TIME WITH TIME ZONE" -> plain(BuiltInType.TIMETZ, "TIMETZ", printed);
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
                    plain(BuiltInType.TIMESTAMP, "TIMESTAMP", printed);
            case "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ_NS" ->
                    plain(BuiltInType.TIMESTAMPTZ, "TIMESTAMPTZ", printed);
            case "INTERVAL" -> plain(BuiltInType.INTERVAL, "INTERVAL", printed);
            case "ENUM" ->
                    enumeration
                            .or(() -> ofLabels(printed.labels()))
                            .map(found -> enumerated(found, printed))
                            .orElseGet(() -> plain(BuiltInType.TEXT, "VARCHAR", printed));
            default -> json();
        };
    }

    /** The enum of a name; DuckDB finds names whatever their case, so this does too. */
    Optional<Enumeration> ofName(String schema, String name) {
        List<Enumeration> found =
                enumerations.stream()
                        .filter(type -> type.schema().equalsIgnoreCase(schema))
                        .filter(type -> type.name().equalsIgnoreCase(name))
                        .toList();
        return found.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private Optional<Enumeration> ofLabels(List<String> labels) {
        return enumerations.stream().filter(type -> type.labels().equals(labels)).findFirst();
    }

    private static NewColumn plain(BuiltInType type, String duckDbType, PrintedType printed) {
        return column(type.sql(), type.type(), type.array(), PgType.NO_TYPMOD, duckDbType, printed);
    }

    private static NewColumn decimal(PrintedType printed) {
        List<Integer> numbers = printed.numbers();
        int precision = numbers.isEmpty() ? 18 : numbers.getFirst();
        int scale = numbers.size() > 1 ? numbers.get(1) : numbers.isEmpty() ? 3 : 0;
        return numeric(precision, scale, "DECIMAL(" + precision + "," + scale + ")", printed);
    }

    private static NewColumn numeric(
            int precision, int scale, String duckDbType, PrintedType printed) {
        BuiltInType numeric = BuiltInType.NUMERIC;
        return column(
                numeric.sql() + "(" + precision + "," + scale + ")",
                numeric.type(),
                numeric.array(),
                (precision << 16 | scale) + 4,
                duckDbType,
                printed);
    }

    private static NewColumn enumerated(Enumeration type, PrintedType printed) {
        return column(
                Identifier.quote(type.schema(), type.name()),
                type,
                new PgType.Array(0, type.schema(), "_" + type.name(), type),
                PgType.NO_TYPMOD,
                "VARCHAR",
                printed);
    }

    private static NewColumn column(
            String sql,
            PgType type,
            PgType array,
            int typmod,
            String duckDbType,
            PrintedType printed) {
        String brackets = "[]".repeat(printed.dimensions());
        return new NewColumn(
                sql + brackets,
                printed.dimensions() == 0 ? type : array,
                typmod,
                printed.dimensions(),
                "CAST(" + NewColumn.COLUMN + " AS " + duckDbType + brackets + ")");
    }

    private static NewColumn json() {
        BuiltInType jsonb = BuiltInType.JSONB;
        return new NewColumn(
                jsonb.sql(),
                jsonb.type(),
                PgType.NO_TYPMOD,
                0,
                "CAST(to_json(" + NewColumn.COLUMN + ") AS JSON)");
    }
}
