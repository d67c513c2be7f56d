package dev.howdah.duckdb.source;

import dev.howdah.duckdb.nativeapi.NativeType;
import dev.howdah.duckdb.nativeapi.ResultChunks;
import dev.howdah.duckdb.nativeapi.TypeShape;
import dev.howdah.duckdb.vector.DuckDbType;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.LogicalType;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Whether a query's columns are what its reader takes them for: else memory would be misread. */
final class ColumnAgreement {
    private ColumnAgreement() {}

    static void check(ResultChunks chunks, PreparedStatement statement, List<LogicalType> types)
            throws SQLException {
        List<TypeShape> columns = chunks.columnTypes();
        if (columns.size() != types.size()) {
            throw HowdahException.internal(
                    "the query has " + columns.size() + " columns, not " + types.size());
        }
        for (int i = 0; i < types.size(); i++) {
            try (NativeType expected = DuckDbType.of(types.get(i)).createNativeType()) {
                if (!columns.get(i).equals(TypeShape.of(expected))) {
                    throw HowdahException.internal(
                            "column %s of the query is of type %s, not %s"
                                    .formatted(
                                            chunks.columnName(i),
                                            statement.getMetaData().getColumnTypeName(i + 1),
                                            DuckDbTypeName.of(types.get(i))));
                }
            }
        }
    }
}
