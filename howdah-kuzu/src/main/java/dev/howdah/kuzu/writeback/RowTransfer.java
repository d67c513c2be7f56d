package dev.howdah.kuzu.writeback;

import com.kuzudb.QueryResult;

import dev.howdah.kuzu.staging.Staging;
import dev.howdah.kuzu.staging.WriteTransaction;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Carries the rows of a result into a table. They go file by file, so that however many they are,
 * they need neither much memory nor much disk.
 */
final class RowTransfer {
    private static final long FILE_UNITS = 32L << 20;
    private static final int ROWS_BETWEEN_CHECKS = 1000;

    private final Staging staging;
    private final WriteTransaction transaction;
    private final List<ResultName> names;
    private final List<ColumnForm> forms;

    RowTransfer(
            Staging staging,
            WriteTransaction transaction,
            List<ResultName> names,
            List<ColumnForm> forms) {
        this.staging = staging;
        this.transaction = transaction;
        this.names = names;
        this.forms = forms;
    }

    /**
     * Writes all rows.
     *
     * @param insert the INSERT up to the query
     * @return how many
     */
    long write(QueryResult rows, String insert) throws SQLException {
        long written = 0;
        while (rows.hasNext()) {
            Path path = staging.place();
            RowFile file = fill(rows, path);
            written += transaction.execute(insert + file.query());
            staging.remove(path);
        }
        return written;
    }

    private RowFile fill(QueryResult rows, Path path) throws SQLException {
        try (RowFile file = new RowFile(path, names, forms)) {
            int count = 0;
            while (file.size() < FILE_UNITS && rows.hasNext()) {
                if (count++ % ROWS_BETWEEN_CHECKS == 0) {
                    staging.checkNotCancelled();
                }
                file.add(rows.getNext());
            }
            return file;
        }
    }
}
