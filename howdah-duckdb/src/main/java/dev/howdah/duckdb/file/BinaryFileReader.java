package dev.howdah.duckdb.file;

import dev.howdah.postgres.codec.CopyFormat;
import dev.howdah.postgres.codec.RowDecoder;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The rows of one binary file, batch by batch. Used by one thread at a time. */
final class BinaryFileReader implements AutoCloseable {
    private static final int HEADER_BYTES = 19;
    private static final int EXTENSION_OFFSET = 15;
    private static final int FIELD_COUNT_BYTES = 2;
    private static final int LENGTH_BYTES = 4;

    private final Path file;
    private final FileWindow window;
    private final int columns;
    private final int batchBytes;
    private final RowBatch batch;
    private final RowDecoder decoder;
    private long rows;
    private boolean ended;

    BinaryFileReader(Path file, List<FileColumn> columns, int bufferBytes) throws IOException {
        this.file = file;
        this.columns = columns.size();
        this.batchBytes = bufferBytes;
        this.batch = RowBatch.of(columns.stream().map(FileColumn::logical).toList());
        this.decoder =
                RowDecoder.of(
                        columns.stream().map(FileColumn::readMapping).toList(),
                        columns.stream().map(FileColumn::name).toList(),
                        batch);
        this.window = new FileWindow(file, bufferBytes);
        try {
            skipHeader();
        } catch (IOException | RuntimeException failure) {
            window.close();
            throw failure;
        }
    }

    /** The next rows, valid until the next call; null after the last. */
    @Nullable RowBatch next() {
        if (ended) {
            return null;
        }
        batch.reset();
        int row = 0;
        long first = window.position();
        try {
            while (row < RowBatch.CAPACITY && window.position() - first < batchBytes) {
                int length = rowLength();
                if (length < 0) {
                    ended = true;
                    break;
                }
                decode(length, row);
                row++;
            }
        } catch (IOException failure) {
            throw HowdahException.of(ErrorKind.USER, place() + ": " + failure, failure);
        }
        batch.setRowCount(row);
        return row == 0 ? null : batch;
    }

    private void skipHeader() throws IOException {
        if (!window.require(HEADER_BYTES)) {
            throw noHeader();
        }
        int extension = window.int4(EXTENSION_OFFSET);
        if (extension < 0
                || extension > window.limit()
                || !window.require(HEADER_BYTES + extension)) {
            throw noHeader();
        }
        int start = window.start();
        try {
            CopyFormat.skipHeader(window.bytes(), start, start + HEADER_BYTES + extension);
        } catch (HowdahException wrong) {
            throw noHeader();
        }
        window.skip(HEADER_BYTES + extension);
    }

    /** Bytes of the row that comes, all of them in the window then; -1 at the trailer. */
    private int rowLength() throws IOException {
        if (!window.require(FIELD_COUNT_BYTES)) {
            throw torn("the file ends without its trailer: it is not complete");
        }
        int fields = window.int2(0);
        if (fields == -1) {
            if (window.require(FIELD_COUNT_BYTES + 1)) {
                throw torn("there is more behind the trailer");
            }
            return -1;
        }
        if (fields != columns) {
            throw torn("the row has " + fields + " fields, but columns names " + columns);
        }
        int length = FIELD_COUNT_BYTES;
        for (int i = 0; i < fields; i++) {
            requireInRow(length + (long) LENGTH_BYTES);
            int field = window.int4(length);
            if (field < -1) {
                throw torn("a field claims " + field + " bytes");
            }
            long end = length + (long) LENGTH_BYTES + Math.max(0, field);
            requireInRow(end);
            length = (int) end;
        }
        return length;
    }

    private void requireInRow(long bytes) throws IOException {
        if (bytes > window.limit()) {
            throw torn(
                    "the row does not fit into the read buffer of "
                            + window.limit()
                            + " bytes; if the file is sound, raise buffer_size");
        }
        if (!window.require((int) bytes)) {
            throw torn("the file ends within the row: it is not complete");
        }
    }

    private void decode(int length, int row) {
        int start = window.start();
        try {
            decoder.decode(window.bytes(), start, start + length, row);
        } catch (HowdahException failure) {
            throw failure.in(place());
        }
        window.skip(length);
        rows++;
    }

    private HowdahException torn(String what) {
        return HowdahException.data(place() + ": " + what);
    }

    private HowdahException noHeader() {
        return HowdahException.data(
                "file \"" + file + "\", byte 0: no header of PostgreSQL's binary COPY files");
    }

    private String place() {
        return "file \"%s\", row %d at byte %d".formatted(file, rows + 1, window.position());
    }

    @Override
    public void close() {
        try {
            window.close();
        } catch (IOException failure) {
            // Nothing was written, so nothing is lost.
            ended = true;
        }
    }
}
