package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.sql.SelectItem;
import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.TypeMapping;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A temporary table with one column {@code c} that is read through the decoders. */
final class ScratchTable implements AutoCloseable {
    private final Connection connection;
    private final ColumnMapping mapping;

    private ScratchTable(Connection connection, ColumnMapping mapping) {
        this.connection = connection;
        this.mapping = mapping;
    }

    /** A table whose rows are the values, in order; null is NULL. */
    static ScratchTable of(
            Connection connection,
            String type,
            MappingOptions options,
            List<@Nullable String> values)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'; SET IntervalStyle = 'iso_8601'");
            statement.execute("DROP TABLE IF EXISTS scratch");
            statement.execute("CREATE TEMP TABLE scratch (n serial, c " + type + ")");
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO scratch (c) VALUES ((?::text)::" + type + ")")) {
            for (String value : values) {
                insert.setString(1, value);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return new ScratchTable(connection, mappingOfColumn(connection, options));
    }

    ColumnMapping mapping() {
        return mapping;
    }

    /** What the decoders make of the rows, as text. */
    List<@Nullable String> decode() throws SQLException {
        RowBatch batch = RowBatch.of(List.of(mapping.logical()));
        RowDecoder decoder = RowDecoder.of(List.of(mapping), List.of("c"), batch);
        ColumnBuffer column = batch.columns().get(0);
        List<@Nullable String> texts = new ArrayList<>();
        int row = 0;
        for (byte[] bytes : copy()) {
            if (row == RowBatch.CAPACITY) {
                batch.reset();
                row = 0;
            }
            decoder.decode(bytes, 0, bytes.length, row);
            texts.add(ServerText.of(mapping.logical(), column, row));
            row++;
        }
        return texts;
    }

    /** The rows as the server sends them in binary COPY. */
    List<byte[]> copy() throws SQLException {
        String sql =
                "COPY (SELECT "
                        + SelectItem.render("c", mapping)
                        + " FROM scratch ORDER BY n) TO STDOUT (FORMAT binary)";
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
        List<byte[]> rows = new ArrayList<>();
        for (byte[] data = copy.readFromCopy(); data != null; data = copy.readFromCopy()) {
            int start =
                    rows.isEmpty() && data[0] == 'P'
                            ? CopyFormat.skipHeader(data, 0, data.length)
                            : 0;
            if (start < data.length && !CopyFormat.isTrailer(data, start, data.length)) {
                rows.add(java.util.Arrays.copyOfRange(data, start, data.length));
            }
        }
        return rows;
    }

    /** What the server prints for each row. */
    List<@Nullable String> print(String expression) throws SQLException {
        List<@Nullable String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT " + expression + " FROM scratch ORDER BY n")) {
            while (rows.next()) {
                texts.add(ServerText.expected(mapping.logical(), rows.getString(1)));
            }
        }
        return texts;
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE scratch");
        }
    }

    private static ColumnMapping mappingOfColumn(Connection connection, MappingOptions options)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 'scratch'::regclass::oid::int8")) {
            row.next();
            PgType.Attribute column = new TypeLoader(connection).attributes(row.getLong(1)).get(1);
            return TypeMapping.map(column.type(), column.typmod(), column.dimensions(), options);
        }
    }
}
