package dev.howdah.duckdb.function;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.scan.RowStream;
import dev.howdah.postgres.scan.ScanStatistics;
import dev.howdah.postgres.type.LogicalType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A table function over batches that a script makes; it counts what is open. */
final class ScriptedFunction implements TableFunction {
    final AtomicInteger bound = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger batchesTaken = new AtomicInteger();

    private final String name;
    private final List<ResultColumn> columns;
    private final int maxThreads;
    private final Script script;

    /** The rows. */
    interface Script {
        /** The n-th batch with the wanted columns, or null at the end. */
        @Nullable RowBatch batch(int number, int[] wanted);
    }

    ScriptedFunction(String name, List<LogicalType> types, int maxThreads, Script script) {
        this.name = name;
        this.columns = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            columns.add(new ResultColumn("c" + i, types.get(i)));
        }
        this.maxThreads = maxThreads;
        this.script = script;
    }

    /** One BIGINT column c0 that counts from zero. */
    static ScriptedFunction counting(String name, long rows, int maxThreads) {
        return new ScriptedFunction(
                name,
                List.of(LogicalType.Scalar.INT8),
                maxThreads,
                (number, wanted) -> Values.counting(number, rows));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<ParameterType> parameters() {
        return List.of();
    }

    @Override
    public Binding bind(BindContext context) {
        bound.incrementAndGet();
        return new Binding() {
            @Override
            public List<ResultColumn> columns() {
                return columns;
            }

            @Override
            public Scanner open(int[] wanted, int maxThreadsHint) {
                open.incrementAndGet();
                opened.incrementAndGet();
                return new RowStreamScanner(
                        new ScriptedStream(wanted), maxThreads, i -> "column " + i);
            }

            @Override
            public void close() {
                bound.decrementAndGet();
            }
        };
    }

    private final class ScriptedStream implements RowStream {
        private final AtomicInteger next = new AtomicInteger();
        private final int[] wanted;

        ScriptedStream(int[] wanted) {
            this.wanted = Arrays.copyOf(wanted, wanted.length);
        }

        @Override
        public @Nullable RowBatch next() {
            batchesTaken.incrementAndGet();
            return script.batch(next.getAndIncrement(), wanted);
        }

        @Override
        public void release(RowBatch batch) {
            // What a reused batch holds must not matter any more.
            batch.reset();
        }

        @Override
        public void cancel() {}

        @Override
        public ScanStatistics statistics() {
            return new ScanStatistics(0, 0, 0, 0, 0, -1);
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
