package dev.howdah.kuzu.copy;

import dev.howdah.kuzu.staging.Staging;

import java.nio.file.Path;
import java.util.List;

/**
 * Rows as Cypher clauses give them.
 *
 * @param clauses that bring the variables into scope
 * @param values an expression over these for each place, of its type
 */
record Rows(String clauses, List<String> values) {
    Rows {
        values = List.copyOf(values);
    }

    static Rows of(Path file, List<Slot.Filled> columns) {
        return new Rows(
                "LOAD FROM " + Staging.literal(file),
                columns.stream().map(Slot.Filled::value).toList());
    }
}
