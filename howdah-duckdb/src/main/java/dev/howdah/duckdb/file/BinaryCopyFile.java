package dev.howdah.duckdb.file;

import dev.howdah.duckdb.source.QueryRows;
import dev.howdah.postgres.codec.CopyBuffer;
import dev.howdah.postgres.codec.EncodeOptions;
import dev.howdah.postgres.codec.RowEncoder;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Writes the file that COPY … TO (FORMAT binary) would write. */
public final class BinaryCopyFile {
    private static final int ROWS_BETWEEN_WRITES = 64;
    private static final int WRITE_BYTES = 1 << 18;

    private BinaryCopyFile() {}

    /**
     * Writes all rows. The file appears whole, or stays as it was.
     *
     * @param columns of the rows; their batches are of the columns' logical types
     * @param options what to do with text that PostgreSQL can't hold
     * @return how many rows
     */
    public static long write(
            QueryRows rows, List<FileColumn> columns, EncodeOptions options, Path target)
            throws SQLException {
        Path absolute = target.toAbsolutePath();
        try {
            if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
                try (OutputStream out = Files.newOutputStream(absolute)) {
                    return write(rows, columns, options, out);
                }
            }
            Path unfinished =
                    absolute.resolveSibling(
                            "." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                long written;
                try (OutputStream out =
                        Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW)) {
                    written = write(rows, columns, options, out);
                }
                Files.move(unfinished, absolute, StandardCopyOption.REPLACE_EXISTING);
                return written;
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException failure) {
            throw HowdahException.of(
                    ErrorKind.USER, "can't write the file \"" + target + "\": " + failure, failure);
        }
    }

    private static long write(
            QueryRows rows, List<FileColumn> columns, EncodeOptions options, OutputStream out)
            throws SQLException, IOException {
        RowEncoder encoder =
                RowEncoder.binary(columns.stream().map(FileColumn::writeColumn).toList(), options);
        CopyBuffer buffer = new CopyBuffer();
        encoder.begin(buffer);
        long written = 0;
        RowBatch batch = rows.next();
        while (batch != null) {
            int count = batch.rowCount();
            for (int from = 0; from < count; from += ROWS_BETWEEN_WRITES) {
                encoder.encode(batch, from, Math.min(count, from + ROWS_BETWEEN_WRITES), buffer);
                if (buffer.size() >= WRITE_BYTES) {
                    flush(buffer, out);
                }
            }
            written += count;
            batch = rows.next();
        }
        encoder.end(buffer);
        flush(buffer, out);
        return written;
    }

    private static void flush(CopyBuffer buffer, OutputStream out) throws IOException {
        out.write(buffer.bytes(), 0, buffer.size());
        buffer.clear();
    }
}
