package dev.howdah.postgres.testing;

import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.DoubleColumn;
import dev.howdah.postgres.column.IntColumn;
import dev.howdah.postgres.column.LongColumn;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.connection.ConnectionSettings;
import dev.howdah.postgres.plan.ScanRequest;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.predicate.Expression;
import dev.howdah.postgres.scan.RemoteTransaction;
import dev.howdah.postgres.scan.RowStream;
import dev.howdah.postgres.scan.TransactionScope;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.TypeMapping;
import dev.howdah.server.EmbeddedServer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks a database for rows, as a host would. */
public final class Scans {
    private Scans() {}

    /** Opens a database of a test server under the label {@code pg}. */
    public static PostgresDatabase open(EmbeddedServer server, String database) {
        return PostgresDatabase.open(
                ConnectionSettings.parse(server.connectionString(database)),
                DatabaseOptions.of("pg"));
    }

    /** All rows of the columns of a relation in schema public; all columns if none is named. */
    public static ScanRequest request(
            PostgresDatabase database, String relation, String... columns) {
        return request(database, relation, Optional.empty(), columns);
    }

    /** The rows of which a predicate is true. */
    public static ScanRequest request(
            PostgresDatabase database,
            String relation,
            Optional<Expression> predicate,
            String... columns) {
        Relation found = database.findRelation("public", relation).orElseThrow();
        List<String> wanted = Arrays.asList(columns);
        List<ScanRequest.SelectedColumn> selected =
                found.columns().stream()
                        .filter(c -> wanted.isEmpty() || wanted.contains(c.name()))
                        .map(
                                c ->
                                        new ScanRequest.SelectedColumn(
                                                c.name(),
                                                TypeMapping.map(
                                                        c.type(),
                                                        c.typmod(),
                                                        c.dimensions(),
                                                        MappingOptions.DEFAULT)))
                        .toList();
        return new ScanRequest(found, selected, predicate, List.of(), OptionalLong.empty());
    }

    /** {@code column operator value} on an int8 or int4 column of a relation in schema public. */
    public static Optional<Expression> compare(
            PostgresDatabase database,
            String relation,
            String column,
            Expression.ComparisonOperator operator,
            long value) {
        return database.findRelation("public", relation).orElseThrow().columns().stream()
                .filter(c -> c.name().equals(column))
                .findFirst()
                .map(
                        c ->
                                new Expression.Comparison(
                                        operator,
                                        new Expression.ColumnReference(
                                                c.name(),
                                                TypeMapping.map(
                                                        c.type(),
                                                        c.typmod(),
                                                        c.dimensions(),
                                                        MappingOptions.DEFAULT),
                                                c.notNull(),
                                                c.binaryCollation(),
                                                c.deterministicCollation()),
                                        new Expression.Literal(
                                                LogicalType.Scalar.INT8, Long.toString(value))));
    }

    /** The rows of a request as text, fields separated by a bar, sorted. */
    public static List<String> rows(
            PostgresDatabase database, ScanRequest request, ScanSettings settings) {
        try (RemoteTransaction transaction = database.begin(TransactionScope.ONE_SCAN);
                RowStream stream = database.scan(transaction, request, settings)) {
            return rows(stream);
        }
    }

    /** The rows of a stream as text, fields separated by a bar, sorted. */
    public static List<String> rows(RowStream stream) {
        List<String> rows = new ArrayList<>();
        for (RowBatch batch = stream.next(); batch != null; batch = stream.next()) {
            rows.addAll(rows(batch));
            stream.release(batch);
        }
        rows.sort(null);
        return rows;
    }

    /** The rows of a batch as text, fields separated by a bar. */
    public static List<String> rows(RowBatch batch) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            StringBuilder text = new StringBuilder();
            for (ColumnBuffer column : batch.columns()) {
                text.append(text.isEmpty() ? "" : "|").append(value(column, row));
            }
            rows.add(text.toString());
        }
        return rows;
    }

    private static String value(ColumnBuffer column, int row) {
        if (column.isNull(row)) {
            return "null";
        }
        if (column instanceof IntColumn ints) {
            return Integer.toString(ints.values()[row]);
        }
        if (column instanceof LongColumn longs) {
            return Long.toString(longs.values()[row]);
        }
        if (column instanceof DoubleColumn doubles) {
            return Double.toString(doubles.values()[row]);
        }
        BytesColumn bytes = (BytesColumn) column;
        int start = bytes.start(row);
        return new String(bytes.bytes(), start, bytes.ends()[row] - start, StandardCharsets.UTF_8);
    }
}
