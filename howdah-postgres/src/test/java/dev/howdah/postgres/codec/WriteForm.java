package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.type.WriteColumn;

import org.postgresql.PGConnection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The ways in which rows reach a table. */
enum WriteForm {
    BINARY,
    TEXT,
    LITERAL;

    /** Writes a batch into the columns of a table. */
    void write(
            Connection connection,
            String table,
            List<WriteColumn> columns,
            EncodeOptions options,
            RowBatch batch)
            throws SQLException, IOException {
        CopyBuffer out = render(columns, options, batch);
        if (this == LITERAL) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO " + table + " VALUES " + out.text(0));
            }
            return;
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY " + table + " FROM STDIN (FORMAT " + name() + ")",
                        new ByteArrayInputStream(out.bytes(), 0, out.size()));
    }

    /** The bytes that are sent. */
    CopyBuffer render(List<WriteColumn> columns, EncodeOptions options, RowBatch batch) {
        CopyBuffer out = new CopyBuffer();
        if (this == LITERAL) {
            out.append(
                    IntStream.range(0, batch.rowCount())
                            .mapToObj(row -> LiteralEncoder.row(columns, options, batch, row))
                            .collect(Collectors.joining(", ")));
            return out;
        }
        RowEncoder encoder =
                this == BINARY
                        ? RowEncoder.binary(columns, options)
                        : RowEncoder.text(columns, options);
        encoder.begin(out);
        int half = batch.rowCount() / 2;
        encoder.encode(batch, 0, half, out);
        encoder.encode(batch, half, batch.rowCount(), out);
        encoder.end(out);
        return out;
    }
}
