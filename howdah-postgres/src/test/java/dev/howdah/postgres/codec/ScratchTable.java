package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.sql.SelectItem;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.TypeMapping;
import dev.howdah.postgres.type.WriteColumn;
import dev.howdah.postgres.type.WriteMapping;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A temporary table with one column {@code c} that is read through the decoders. */
final class ScratchTable implements AutoCloseable {
    private static final WriteColumn NUMBER =
            new WriteColumn(
                    "n",
                    new PgType.Base(23, "pg_catalog", "int4"),
                    PgType.NO_TYPMOD,
                    LogicalType.Scalar.INT4);

    private final Connection connection;
    private final String type;
    private final ColumnMapping mapping;
    private final WriteMapping writeMapping;

    private ScratchTable(
            Connection connection, String type, PgType.Attribute column, MappingOptions options) {
        this.connection = connection;
        this.type = type;
        this.mapping =
                TypeMapping.map(column.type(), column.typmod(), column.dimensions(), options);
        this.writeMapping = WriteMapping.of(column.type(), column.typmod(), column.dimensions());
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
        return new ScratchTable(connection, type, column(connection), options);
    }

    ColumnMapping mapping() {
        return mapping;
    }

    WriteMapping writeMapping() {
        return writeMapping;
    }

    /**
     * Reads all rows, writes them into another table as a host would and compares the two on the
     * server.
     *
     * @param printed what must be the same of both columns {@code c}
     * @return the rows that differ
     */
    List<String> writeBack(WriteForm form, String printed) throws SQLException, IOException {
        String sent = writeMapping.sent() instanceof PgType.Array ? "text[]" : "text";
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS written");
            statement.execute(
                    "CREATE TEMP TABLE written (n int, c "
                            + (writeMapping.castByServer() ? sent : type)
                            + ")");
            RowBatch batch = readToWrite();
            if (!writeMapping.castByServer()) {
                statement.execute("SET IntervalStyle = 'sql_standard'; SET DateStyle = 'ISO, DMY'");
                statement.execute("SET TimeZone = 'Pacific/Chatham'");
            }
            form.write(connection, "written", writeColumns(), EncodeOptions.STRICT, batch);
            statement.execute("RESET DateStyle");
            return Servers.strings(connection, differences(printed));
        }
    }

    private String differences(String printed) {
        return "WITH a AS (SELECT n, (%s)::text AS t FROM scratch),".formatted(printed)
                + " w AS (SELECT n, (%s)::text AS t".formatted(printed)
                + " FROM (SELECT n, c::%s AS c FROM written) w)".formatted(type)
                + " SELECT n || ': ' || coalesce(t, 'NULL') FROM"
                + " ((TABLE a EXCEPT ALL TABLE w) UNION ALL (TABLE w EXCEPT ALL TABLE a)) d";
    }

    /** The number of the row, and the value. */
    List<WriteColumn> writeColumns() {
        return List.of(
                NUMBER,
                new WriteColumn(
                        "c", writeMapping.sent(), writeMapping.typmod(), writeMapping.logical()));
    }

    /** The rows as the host must hold them to write them. */
    RowBatch readToWrite() throws SQLException {
        ColumnMapping number =
                TypeMapping.map(NUMBER.type(), NUMBER.typmod(), 0, mapping.options());
        ColumnMapping value =
                new ColumnMapping(
                        mapping.type(),
                        mapping.typmod(),
                        writeMapping.logical(),
                        mapping.selection(),
                        mapping.options());
        RowBatch batch = RowBatch.of(List.of(number.logical(), value.logical()));
        RowDecoder decoder = RowDecoder.of(List.of(number, value), List.of("n", "c"), batch);
        int row = 0;
        for (byte[] bytes : copy("n, " + SelectItem.render("c", mapping))) {
            decoder.decode(bytes, 0, bytes.length, row++);
        }
        batch.setRowCount(row);
        return batch;
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
        return copy(SelectItem.render("c", mapping));
    }

    private List<byte[]> copy(String items) throws SQLException {
        String sql =
                "COPY (SELECT " + items + " FROM scratch ORDER BY n) TO STDOUT (FORMAT binary)";
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

    private static PgType.Attribute column(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 'scratch'::regclass::oid::int8")) {
            row.next();
            return new TypeLoader(connection).attributes(row.getLong(1)).get(1);
        }
    }
}
