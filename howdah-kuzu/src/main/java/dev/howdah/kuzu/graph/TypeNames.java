package dev.howdah.kuzu.graph;

import com.kuzudb.DataType;
import com.kuzudb.Value;

import java.util.Map;

/** Asks Kùzu for what its Java types don't tell, such as a DECIMAL's precision. */
public final class TypeNames {
    private final GraphConnection graph;

    public TypeNames(GraphConnection graph) {
        this.graph = graph;
    }

    /** The type as Kùzu writes it, such as {@code DECIMAL(5, 2)[]}. */
    public String of(DataType type) {
        try (Value sample = Value.createNullWithDataType(type);
                var result = graph.query("RETURN typeof($sample)", Map.of("sample", sample));
                Value name = result.getNext().getValue(0)) {
            return name.toString();
        }
    }
}
