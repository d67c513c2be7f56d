package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.change.BatchRows;
import dev.howdah.duckdb.jdbc.ForwardingPreparedStatement.Binder;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parameters of one execution as they were set. */
final class ParameterRow implements Parameters {
    private final Map<Integer, Entry> entries = new TreeMap<>();
    private boolean once;

    /** A parameter, and its value where that can be told without JDBC. */
    private record Entry(@Nullable Object value, Binder binder) {}

    void set(int index, Binder binder) {
        set(index, BatchRows.OPAQUE, binder);
    }

    void set(int index, @Nullable Object value, Binder binder) {
        entries.put(index, new Entry(value, binder));
    }

    /** Sets a value that can be read only once, such as a stream. */
    void setOnce(int index, Binder binder) {
        set(index, binder);
        once = true;
    }

    void clear() {
        entries.clear();
        once = false;
    }

    ParameterRow copy() {
        ParameterRow copy = new ParameterRow();
        copy.entries.putAll(entries);
        copy.once = once;
        return copy;
    }

    /** What {@link BatchRows#value} says of a parameter, counted from 1. */
    @Nullable Object value(int index) {
        Entry entry = entries.get(index);
        return entry == null ? BatchRows.OPAQUE : entry.value();
    }

    @Override
    public boolean canBind() {
        return !once;
    }

    @Override
    public void bind(PreparedStatement target) throws SQLException {
        for (Map.Entry<Integer, Entry> entry : entries.entrySet()) {
            entry.getValue().binder().bind(target, entry.getKey());
        }
    }

    @Override
    public void bind(PreparedStatement target, List<Integer> ordinals) throws SQLException {
        for (int i = 0; i < ordinals.size(); i++) {
            bind(target, ordinals.get(i), i + 1);
        }
    }

    /** Sets one parameter as another one of the target; does nothing if it has no value. */
    void bind(PreparedStatement target, int index, int at) throws SQLException {
        Entry entry = entries.get(index);
        if (entry != null) {
            entry.binder().bind(target, at);
        }
    }
}
