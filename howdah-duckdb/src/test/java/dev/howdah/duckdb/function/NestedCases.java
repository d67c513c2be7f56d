package dev.howdah.duckdb.function;

import static dev.howdah.postgres.type.LogicalType.Scalar.INT4;
import static dev.howdah.postgres.type.LogicalType.Scalar.INT8;
import static dev.howdah.postgres.type.LogicalType.Scalar.TEXT;

import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Enumeration;
import dev.howdah.postgres.type.LogicalType.ListOf;
import dev.howdah.postgres.type.LogicalType.MapOf;
import dev.howdah.postgres.type.LogicalType.Struct;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lists, structs, maps and enums with their edges. */
final class NestedCases {
    private static final Struct POINT =
            new Struct(List.of(new Struct.Field("x", INT4), new Struct.Field("odd Name", TEXT)));

    private NestedCases() {}

    static Stream<TypeCase> all() {
        return Stream.of(
                list(),
                listOfLists(),
                listOfListsLastEmpty(),
                longList(),
                struct(),
                listOfStructs(),
                structOfList(),
                map());
    }

    static Stream<TypeCase> enums() {
        return Stream.of(1, 255, 256, 65_535, 65_536, 70_000).map(NestedCases::enumeration);
    }

    private static TypeCase list() {
        return TypeCase.of(new ListOf(TEXT), "VARCHAR[]")
                .with(List.of(), "[]")
                .with(List.of("a"), "['a']")
                .with(
                        Arrays.asList("a string of over twelve", null, ""),
                        "['a string of over twelve', NULL, '']")
                .with(Collections.singletonList(null), "[NULL]");
    }

    private static TypeCase listOfLists() {
        return TypeCase.of(new ListOf(new ListOf(INT4)), "INTEGER[][]")
                .with(List.of(), "[]")
                .with(List.of(List.of(1, 2), List.of(), List.of(3)), "[[1, 2], [], [3]]")
                .with(Arrays.asList(null, Arrays.asList(4, null)), "[NULL, [4, NULL]]");
    }

    /** The last one leaves the inner lists' vector without a row. */
    private static TypeCase listOfListsLastEmpty() {
        return TypeCase.of(new ListOf(new ListOf(TEXT)), "VARCHAR[][]")
                .with(List.of(List.of("a string of over twelve")), "[['a string of over twelve']]")
                .with(List.of(), "[]");
    }

    /** Over 2048 elements in one row, so that DuckDB's child vector has to grow. */
    private static TypeCase longList() {
        List<Object> odd =
                IntStream.range(0, 5_000).mapToObj(i -> i % 2 == 0 ? null : (Object) i).toList();
        return TypeCase.of(new ListOf(INT8), "BIGINT[]")
                .with(odd, "[CASE WHEN i % 2 = 1 THEN i END FOR i IN range(5000)]");
    }

    private static TypeCase struct() {
        return TypeCase.of(POINT, "STRUCT(x INTEGER, \"odd Name\" VARCHAR)")
                .with(List.of(1, "a"), "{'x': 1, 'odd Name': 'a'}")
                .with(Arrays.asList(null, null), "{'x': NULL, 'odd Name': NULL}")
                .with(
                        List.of(2, "a string of over twelve"),
                        "{'x': 2, 'odd Name': 'a string of over twelve'}");
    }

    private static TypeCase listOfStructs() {
        return TypeCase.of(new ListOf(POINT), "STRUCT(x INTEGER, \"odd Name\" VARCHAR)[]")
                .with(List.of(), "[]")
                .with(
                        Arrays.asList(List.of(1, "a"), null, Arrays.asList(null, "Łódź")),
                        "[{'x': 1, 'odd Name': 'a'}, NULL, {'x': NULL, 'odd Name': 'Łódź'}]");
    }

    private static TypeCase structOfList() {
        LogicalType type =
                new Struct(
                        List.of(
                                new Struct.Field("l", new ListOf(POINT)),
                                new Struct.Field("s", POINT)));
        String point = "STRUCT(x INTEGER, \"odd Name\" VARCHAR)";
        return TypeCase.of(type, "STRUCT(l " + point + "[], s " + point + ")")
                .with(
                        Arrays.asList(null, List.of(1, "a")),
                        "{'l': NULL, 's': {'x': 1, 'odd Name': 'a'}}")
                .with(
                        Arrays.asList(List.of(List.of(1, "b")), null),
                        "{'l': [{'x': 1, 'odd Name': 'b'}], 's': NULL}");
    }

    private static TypeCase map() {
        return TypeCase.of(new MapOf(TEXT, TEXT), "MAP(VARCHAR, VARCHAR)")
                .with(List.of(), "MAP {}")
                .with(
                        List.of(List.of("k", "v"), Arrays.asList("a key of over twelve", null)),
                        "MAP {'k': 'v', 'a key of over twelve': NULL}");
    }

    private static TypeCase enumeration(int labels) {
        List<String> names = IntStream.range(0, labels).mapToObj(i -> "label " + i).toList();
        TypeCase enums = TypeCase.of(new Enumeration("e", names), "ENUM of " + labels);
        IntStream.of(0, labels / 2, labels - 1).forEach(i -> enums.with(i, "'label " + i + "'"));
        return enums;
    }
}
