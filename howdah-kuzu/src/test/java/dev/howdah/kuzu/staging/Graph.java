package dev.howdah.kuzu.staging;

import com.kuzudb.Connection;
import com.kuzudb.DataTypeID;
import com.kuzudb.Database;
import com.kuzudb.FlatTuple;
import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A Kùzu in memory that gives rows as text. */
final class Graph implements AutoCloseable {
    private final Database database = new Database(":memory:");
    private final Connection connection = new Connection(database);

    /** The rows, values with bars between; a NULL is {@code null}. */
    List<String> rows(String cypher) {
        List<String> rows = new ArrayList<>();
        try (QueryResult result = connection.query(cypher)) {
            if (!result.isSuccess()) {
                throw new IllegalStateException(result.getErrorMessage() + ": " + cypher);
            }
            while (result.hasNext()) {
                FlatTuple tuple = result.getNext();
                List<String> values = new ArrayList<>();
                for (long i = 0; i < result.getNumColumns(); i++) {
                    values.add(text(tuple.getValue(i)));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    private static String text(Value value) {
        if (value.isNull()) {
            return "null";
        }
        DataTypeID type = value.getDataType().getID();
        return switch (type) {
            // Its own text has six decimals.
            case FLOAT, DOUBLE -> value.<Object>getValue().toString();
            case BLOB -> HexFormat.of().formatHex(value.<byte[]>getValue());
            default -> value.toString();
        };
    }

    @Override
    public void close() {
        connection.close();
        database.close();
    }
}
