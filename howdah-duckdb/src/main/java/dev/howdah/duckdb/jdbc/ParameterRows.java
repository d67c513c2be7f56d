package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.change.BatchRows;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The rows of a batch as one long list of parameters: parameter p, from 1, of row r, from 0, has
 * the number {@code r * parameters + p}.
 */
record ParameterRows(List<ParameterRow> list, int parameters) implements Parameters, BatchRows {
    ParameterRows {
        list = List.copyOf(list);
    }

    @Override
    public int rows() {
        return list.size();
    }

    @Override
    public @Nullable Object value(int row, int parameter) {
        return list.get(row).value(parameter + 1);
    }

    @Override
    public boolean canBind() {
        return list.stream().allMatch(ParameterRow::canBind);
    }

    /** No statement has the parameters of all rows. */
    @Override
    public void bind(PreparedStatement target) {}

    @Override
    public void bind(PreparedStatement target, List<Integer> ordinals) throws SQLException {
        for (int i = 0; i < ordinals.size(); i++) {
            int zeroBased = ordinals.get(i) - 1;
            list.get(zeroBased / parameters).bind(target, zeroBased % parameters + 1, i + 1);
        }
    }
}
