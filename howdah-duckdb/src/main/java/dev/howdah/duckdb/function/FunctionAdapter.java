package dev.howdah.duckdb.function;

import dev.howdah.duckdb.nativeapi.BindCall;
import dev.howdah.duckdb.nativeapi.NativeChunk;
import dev.howdah.duckdb.nativeapi.NativeFunction;
import dev.howdah.duckdb.nativeapi.NativeType;
import dev.howdah.duckdb.nativeapi.NativeTypeId;
import dev.howdah.duckdb.vector.DuckDbType;
import dev.howdah.duckdb.vector.VectorWriter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@link TableFunction} as the native side calls it. */
final class FunctionAdapter implements NativeFunction {
    private final TableFunction function;

    FunctionAdapter(TableFunction function) {
        this.function = function;
    }

    @Override
    public String name() {
        return function.name();
    }

    @Override
    public List<NativeTypeId> parameters() {
        return function.parameters().stream().map(ParameterType::nativeType).toList();
    }

    @Override
    public Map<String, NativeTypeId> namedParameters() {
        Map<String, NativeTypeId> types = new LinkedHashMap<>();
        function.namedParameters().forEach((name, type) -> types.put(name, type.nativeType()));
        return types;
    }

    @Override
    public BoundFunction bind(BindCall call) {
        Binding binding = function.bind(new CallContext(call));
        try {
            List<VectorWriter> writers = new ArrayList<>();
            for (ResultColumn column : binding.columns()) {
                DuckDbType type = DuckDbType.of(column.type());
                try (NativeType nativeType = type.createNativeType()) {
                    call.addColumn(column.name(), nativeType);
                }
                writers.add(type.writer());
            }
            if (writers.isEmpty()) {
                throw new IllegalStateException(name() + " returns no column");
            }
            binding.cardinality().ifPresent(rows -> call.setCardinality(rows.rows(), rows.exact()));
            int threads = Math.toIntExact((Long) call.setting("threads"));
            return new BoundBinding(binding, List.copyOf(writers), threads);
        } catch (Throwable failure) {
            closeAfter(failure, binding);
            throw failure;
        }
    }

    private static void closeAfter(Throwable failure, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception second) {
            failure.addSuppressed(second);
        }
    }

    private record BoundBinding(Binding binding, List<VectorWriter> writers, int threads)
            implements BoundFunction {
        @Override
        public RunningFunction start(int[] columns) {
            List<VectorWriter> wanted = Arrays.stream(columns).mapToObj(writers::get).toList();
            return new RunningScanner(binding.open(columns, threads), wanted);
        }

        @Override
        public void close() {
            binding.close();
        }
    }

    private record RunningScanner(Scanner scanner, List<VectorWriter> writers)
            implements RunningFunction {
        @Override
        public int maxThreads() {
            return Math.max(1, scanner.maxThreads());
        }

        @Override
        public int fill(NativeChunk chunk) {
            ChunkWriter writer = new ChunkWriter(chunk, writers);
            // A chunk without rows would be the end for DuckDB; an empty batch is not.
            while (scanner.next(writer)) {
                if (writer.rows() > 0) {
                    return writer.rows();
                }
            }
            return 0;
        }

        @Override
        public void close() {
            scanner.close();
        }
    }

    private record CallContext(BindCall call) implements BindContext {
        @Override
        public List<@Nullable Object> arguments() {
            return call.arguments();
        }

        @Override
        public Map<String, @Nullable Object> namedArguments() {
            return call.namedArguments();
        }

        @Override
        public @Nullable Object setting(String name) {
            return call.setting(name);
        }

        @Override
        public long connectionId() {
            return call.connectionId();
        }
    }
}
