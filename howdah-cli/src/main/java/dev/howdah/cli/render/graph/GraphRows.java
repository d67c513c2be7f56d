package dev.howdah.cli.render.graph;

import com.kuzudb.FlatTuple;
import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import dev.howdah.cli.render.ResultRows;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What Kùzu answers. Closing it lets the last row go, but not the result. */
public final class GraphRows implements ResultRows, AutoCloseable {
    private final QueryResult result;
    private final List<GraphColumn> columns;

    /** Kùzu keeps one tuple per result and overwrites it: values are read while it stands. */
    private @Nullable FlatTuple current;

    /** The rows from where the result stands to its end; the caller closes the result. */
    public GraphRows(QueryResult result) {
        this.result = result;
        this.columns = new ArrayList<>();
        for (int i = 0; i < result.getNumColumns(); i++) {
            GraphTypeName type = typeName(i);
            columns.add(
                    new GraphColumn(this, i, result.getColumnName(i), type.text(), type.numeric()));
        }
    }

    @Override
    public List<GraphColumn> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        close();
        if (!result.hasNext()) {
            return false;
        }
        current = result.getNext();
        return true;
    }

    @Nullable GraphValue read(int column) {
        if (current == null) {
            throw new IllegalStateException("no row has been read");
        }
        try (Value value = current.getValue(column)) {
            return ValueReader.read(value);
        }
    }

    private GraphTypeName typeName(int column) {
        try (var type = result.getColumnDataType(column)) {
            return GraphTypeName.of(type);
        }
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
