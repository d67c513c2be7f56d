package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.function.Binding;
import dev.howdah.duckdb.function.ChunkWriter;
import dev.howdah.duckdb.function.ResultColumn;
import dev.howdah.duckdb.function.Scanner;
import dev.howdah.postgres.column.ByteColumn;
import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.ListColumn;
import dev.howdah.postgres.column.LongColumn;
import dev.howdah.postgres.column.RowBatch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** A few rows that Java has at hand: TEXT as String, INT8 as Long, BOOLEAN as Boolean, lists. */
record RowsBinding(List<ResultColumn> columns, Supplier<List<List<Object>>> rows)
        implements Binding {
    @Override
    public Scanner open(int[] wanted, int maxThreadsHint) {
        return new RowsScanner(columns, wanted, rows.get().iterator());
    }

    private static final class RowsScanner implements Scanner {
        private final List<ResultColumn> columns;
        private final int[] wanted;
        private final Iterator<List<Object>> rows;

        RowsScanner(List<ResultColumn> columns, int[] wanted, Iterator<List<Object>> rows) {
            this.columns = columns;
            this.wanted = wanted;
            this.rows = rows;
        }

        @Override
        public int maxThreads() {
            return 1;
        }

        @Override
        public boolean next(ChunkWriter chunk) {
            RowBatch batch =
                    RowBatch.of(
                            Arrays.stream(wanted).mapToObj(i -> columns.get(i).type()).toList());
            int count = 0;
            while (rows.hasNext() && count < RowBatch.CAPACITY) {
                List<Object> row = rows.next();
                for (int i = 0; i < wanted.length; i++) {
                    set(batch.columns().get(i), count, row.get(wanted[i]));
                }
                count++;
            }
            batch.setRowCount(count);
            if (count > 0) {
                chunk.write(batch, i -> columns.get(wanted[i]).name());
            }
            return count > 0;
        }

        private static void set(ColumnBuffer column, int row, Object value) {
            switch (column) {
                case BytesColumn texts -> {
                    byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
                    texts.set(row, bytes, 0, bytes.length);
                }
                case LongColumn numbers -> numbers.set(row, (Long) value);
                case ListColumn lists -> {
                    List<?> elements = (List<?>) value;
                    int start = lists.reserve(row, elements.size());
                    for (int i = 0; i < elements.size(); i++) {
                        set(lists.child(), start + i, elements.get(i));
                    }
                }
                case ByteColumn flags -> flags.set(row, (byte) ((Boolean) value ? 1 : 0));
                default -> throw new IllegalArgumentException(column.getClass().getSimpleName());
            }
        }

        @Override
        public void close() {}
    }
}
