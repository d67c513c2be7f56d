package dev.howdah.duckdb.nativeapi;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A STRUCT given as a parameter.
 *
 * @param names empty strings for {@code row(1, 'a')}
 */
public record StructValue(List<String> names, List<@Nullable Object> values) {
    public StructValue {
        names = List.copyOf(names);
        values = Collections.unmodifiableList(new ArrayList<>(values));
        if (names.size() != values.size()) {
            throw new IllegalArgumentException(names + " for " + values.size() + " values");
        }
    }
}
