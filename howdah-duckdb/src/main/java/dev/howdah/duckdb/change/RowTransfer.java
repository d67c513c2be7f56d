package dev.howdah.duckdb.change;

import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.duckdb.source.QueryRows;
import dev.howdah.postgres.codec.EncodeOptions;
import dev.howdah.postgres.codec.LiteralEncoder;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.type.WriteColumn;
import dev.howdah.postgres.write.CopyLoad;
import dev.howdah.postgres.write.LoadTarget;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes rows to the server: a few as constants in a statement, many by COPY. */
final class RowTransfer {
    /** So many rows cost less in a statement than a load's round trips and its staging table. */
    static final int FEW_ROWS = 64;

    private static final int MAX_STATEMENT = 1 << 20;

    private final ChangeContext context;
    private final EncodeOptions options;
    private final boolean binary;

    /** Writes a row as a list of constants in brackets. */
    interface RowText {
        String of(RowBatch batch, int row);
    }

    RowTransfer(ChangeContext context) {
        SettingValues settings = context.session().settings();
        this.context = context;
        this.options = settings.encoding();
        this.binary = settings.writesBinary();
    }

    /** A row of constants of the sent types. */
    String literals(List<WriteColumn> columns, RowBatch batch, int row) {
        return LiteralEncoder.row(columns, options, batch, row);
    }

    /** A constant of the sent type, in brackets. */
    String literal(WriteColumn column, RowBatch batch, int index, int row) {
        return LiteralEncoder.row(List.of(column), options, batch.select(new int[] {index}), row);
    }

    /** All rows of a batch as text, unless they are many or long. */
    static Optional<List<String>> few(RowBatch batch, RowText text) {
        if (batch.rowCount() > FEW_ROWS) {
            return Optional.empty();
        }
        List<String> rows = new ArrayList<>();
        long length = 0;
        for (int row = 0; row < batch.rowCount(); row++) {
            String written = text.of(batch, row);
            length += written.length();
            if (length > MAX_STATEMENT) {
                return Optional.empty();
            }
            rows.add(written);
        }
        return Optional.of(rows);
    }

    /** Loads all rows into a table of this transaction's; returns how many the server has taken. */
    long loadNew(String relation, List<WriteColumn> columns, QueryRows rows) throws SQLException {
        return load(
                new LoadTarget(relation, columns, binary, context.write().isAlone(), options),
                rows.next(),
                rows);
    }

    /** Loads all rows; returns how many the server has taken. */
    long load(String relation, List<WriteColumn> columns, QueryRows rows) throws SQLException {
        return load(relation, columns, rows.next(), rows);
    }

    /**
     * Loads all rows that are left.
     *
     * @param first the batch that has been fetched already, null if there are none
     * @return how many the server has taken
     */
    long load(String relation, List<WriteColumn> columns, @Nullable RowBatch first, QueryRows rest)
            throws SQLException {
        return load(new LoadTarget(relation, columns, binary, false, options), first, rest);
    }

    private long load(LoadTarget target, @Nullable RowBatch first, QueryRows rest)
            throws SQLException {
        try (CopyLoad load = context.write().load(target)) {
            for (RowBatch batch = first; batch != null; batch = rest.next()) {
                load.write(batch);
            }
            return load.finish();
        }
    }
}
