package dev.howdah.duckdb.file;

import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.duckdb.statement.Token.Kind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.PgType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a value of a DuckDB type is in a binary file: the one table of it. A file says nothing of
 * its types, so whoever reads it must give the same ones.
 *
 * @param dimensions of an array, 0 otherwise
 */
record FileType(PgType type, int typmod, int dimensions) {
    private static final int MAX_DIMENSIONS = 6;

    /**
     * The type for a name, as DuckDB prints it or as a user may write it.
     *
     * @param column named in the error for a type that has no binary form
     */
    static FileType of(String column, String duckDbType) {
        List<Token> tokens = new ArrayList<>(Lexer.tokenize(duckDbType));
        int dimensions = 0;
        while (!tokens.isEmpty() && tokens.getLast().is(']')) {
            while (!tokens.isEmpty() && !tokens.removeLast().is('[')) {
                // An array's length: PostgreSQL's arrays have none of their own.
            }
            dimensions++;
        }
        int bracket = 0;
        while (bracket < tokens.size() && tokens.get(bracket).isName()) {
            bracket++;
        }
        String name =
                tokens.subList(0, bracket).stream()
                        .map(token -> token.value().toUpperCase(Locale.ROOT))
                        .collect(Collectors.joining(" "));
        if (dimensions > MAX_DIMENSIONS) {
            throw HowdahException.unsupported(
                    "column \"%s\": the type %s has more dimensions than PostgreSQL's arrays, %d"
                            .formatted(column, duckDbType, MAX_DIMENSIONS));
        }
        return switch (name) {
            case "BOOLEAN", "BOOL", "LOGICAL" -> base(16, "bool", 1000, dimensions);
            case "TINYINT", "INT1", "UTINYINT", "UINT8", "SMALLINT", "INT2", "INT16", "SHORT" ->
                    base(21, "int2", 1005, dimensions);
            case "USMALLINT", "UINT16", "INTEGER", "INT", "INT4", "INT32", "SIGNED" ->
                    base(23, "int4", 1007, dimensions);
            case "UINTEGER", "UINT32", "BIGINT", "INT8", "INT64", "LONG" ->
                    base(20, "int8", 1016, dimensions);
            case "UBIGINT", "UINT64" -> numeric(20, 0, dimensions);
            case "HUGEINT", "INT128", "UHUGEINT", "UINT128" -> numeric(39, 0, dimensions);
            case "BIGNUM", "VARINT" -> base(1700, "numeric", 1231, dimensions);
            case "DECIMAL", "NUMERIC", "DEC" -> decimal(tokens, dimensions);
            case "FLOAT", "REAL", "FLOAT4" -> base(700, "float4", 1021, dimensions);
            case "DOUBLE", "FLOAT8", "DOUBLE PRECISION" -> base(701, "float8", 1022, dimensions);
            case "VARCHAR", "TEXT", "STRING", "CHAR", "BPCHAR", "CHARACTER VARYING", "ENUM" ->
                    base(25, "text", 1009, dimensions);
            case "BLOB", "BYTEA", "BINARY", "VARBINARY" -> base(17, "bytea", 1001, dimensions);
            case "BIT", "BITSTRING" -> base(1562, "varbit", 1563, dimensions);
            case "UUID", "GUID" -> base(2950, "uuid", 2951, dimensions);
            case "JSON" -> base(114, "json", 199, dimensions);
            case "DATE" -> base(1082, "date", 1182, dimensions);
            case "TIME", "TIME WITHOUT TIME ZONE", "TIME_NS" ->
                    base(1083, "time", 1183, dimensions);
            case "TIMETZ", "TIME WITH TIME ZONE" -> base(1266, "timetz", 1270, dimensions);
            case "TIMESTAMP",
                    "TIMESTAMP WITHOUT TIME ZONE",
                    "DATETIME",
                    "TIMESTAMP_S",
                    "TIMESTAMP_MS",
                    "TIMESTAMP_US",
                    "TIMESTAMP_NS" ->
                    base(1114, "timestamp", 1115, dimensions);
            case "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ_NS" ->
                    base(1184, "timestamptz", 1185, dimensions);
            case "INTERVAL" -> base(1186, "interval", 1187, dimensions);
            case "JSONB", "STRUCT", "ROW", "MAP", "UNION", "VARIANT", "TUPLE" ->
                    base(3802, "jsonb", 3807, 0);
            default ->
                    throw HowdahException.unsupported(
                            "column \"%s\": the type %s has no form in PostgreSQL's binary files;"
                                            .formatted(column, duckDbType)
                                    + " cast it to VARCHAR");
        };
    }

    private static FileType decimal(List<Token> tokens, int dimensions) {
        List<Integer> numbers =
                tokens.stream()
                        .filter(token -> token.kind() == Kind.NUMBER)
                        .map(token -> Integer.valueOf(token.value()))
                        .toList();
        if (numbers.isEmpty()) {
            return numeric(18, 3, dimensions);
        }
        return numeric(numbers.getFirst(), numbers.size() > 1 ? numbers.get(1) : 0, dimensions);
    }

    private static FileType numeric(int precision, int scale, int dimensions) {
        FileType any = base(1700, "numeric", 1231, dimensions);
        return new FileType(any.type(), (precision << 16 | scale) + 4, dimensions);
    }

    private static FileType base(int oid, String name, int arrayOid, int dimensions) {
        PgType base = new PgType.Base(oid, "pg_catalog", name);
        PgType type =
                dimensions == 0 ? base : new PgType.Array(arrayOid, "pg_catalog", "_" + name, base);
        return new FileType(type, PgType.NO_TYPMOD, dimensions);
    }
}
