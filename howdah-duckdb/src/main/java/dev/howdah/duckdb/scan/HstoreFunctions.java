package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.nativeapi.NativeType;

import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;

/** {@code postgres_hstore_get} and {@code postgres_hstore_to_json}, on the text form of hstore. */
final class HstoreFunctions {
    private HstoreFunctions() {}

    static void register(Connection connection) throws SQLException {
        try (DuckDBScalarFunctionBuilder get = DuckDBFunctions.scalarFunction();
                DuckDBScalarFunctionBuilder toJson = DuckDBFunctions.scalarFunction();
                DuckDBLogicalType json = DuckDBLogicalType.of(DuckDBColumnType.VARCHAR)) {
            // The driver refuses its own DuckDBColumnType.JSON here.
            NativeType.name(json, "JSON");
            get.withName("postgres_hstore_get")
                    .withParameters(String.class, String.class)
                    .withReturnType(String.class)
                    .withFunction(HstoreFunctions::get)
                    .register(connection);
            toJson.withName("postgres_hstore_to_json")
                    .withParameter(String.class)
                    .withReturnType(json)
                    .withFunction(HstoreFunctions::toJson)
                    .register(connection);
        }
    }

    // The driver calls these with nulls, whatever is said about null handling.

    private static @Nullable String get(@Nullable String text, @Nullable String key) {
        return text == null || key == null ? null : HstoreText.parse(text).get(key);
    }

    private static @Nullable String toJson(@Nullable String text) {
        return text == null ? null : HstoreText.parse(text).toJson();
    }
}
