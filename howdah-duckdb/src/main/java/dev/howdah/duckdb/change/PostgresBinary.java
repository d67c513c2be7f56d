package dev.howdah.duckdb.change;

import dev.howdah.duckdb.source.DuckDbTypeName;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.KnownType;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.ListOf;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.PgType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a file that PostgreSQL's binary COPY has written holds for a table. */
final class PostgresBinary {
    static final String FORMAT = "postgres_binary";

    /** Types that share their logical type with one of another binary form. */
    private static final Set<KnownType> NO_TYPE_OF_THEIR_OWN =
            Set.of(KnownType.OID, KnownType.XID, KnownType.CID, KnownType.CHAR, KnownType.HSTORE);

    private PostgresBinary() {}

    /** The form holds all there is to say. */
    static void requireNoOptions(String options) {
        for (Token token : Lexer.tokenize(options)) {
            boolean known =
                    token.is("WITH")
                            || token.is('(')
                            || token.is(')')
                            || token.is("FORMAT")
                            || token.value().equalsIgnoreCase(FORMAT);
            if (!known) {
                throw HowdahException.user(
                        "COPY … (FORMAT postgres_binary) takes no other option, but there is "
                                + token.value());
            }
        }
    }

    /** The types of a file's columns, by name, in the order of the table's. */
    static Map<String, String> types(List<TargetColumn> columns) {
        Map<String, String> types = new LinkedHashMap<>();
        for (TargetColumn column : columns) {
            if (column.mapping().castByServer()) {
                throw unreadable(column);
            }
            types.put(
                    column.name(),
                    type(column, column.mapping().sent(), column.mapping().logical()));
        }
        return types;
    }

    private static String type(TargetColumn column, PgType sent, LogicalType logical) {
        if (logical instanceof ListOf list) {
            PgType element = sent instanceof PgType.Array array ? array.element() : sent;
            return type(column, element, list.element()) + "[]";
        }
        if (logical instanceof LogicalType.Struct
                || KnownType.find(sent).filter(NO_TYPE_OF_THEIR_OWN::contains).isPresent()) {
            throw unreadable(column);
        }
        if (KnownType.find(sent).filter(KnownType.JSONB::equals).isPresent()) {
            return "JSONB";
        }
        boolean number = KnownType.find(sent).filter(KnownType.NUMERIC::equals).isPresent();
        return number && logical == Scalar.TEXT ? "BIGNUM" : DuckDbTypeName.of(logical);
    }

    private static HowdahException unreadable(TargetColumn column) {
        return HowdahException.unsupported(
                "COPY … (FORMAT postgres_binary): the binary form of column \"%s\" of type %s is not read; use psql's \\copy, or leave the column out"
                        .formatted(column.name(), column.attached().column().type().name()));
    }
}
