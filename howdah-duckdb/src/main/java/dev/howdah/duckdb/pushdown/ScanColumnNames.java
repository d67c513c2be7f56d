package dev.howdah.duckdb.pushdown;

import dev.howdah.postgres.predicate.Expression.ColumnReference;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that a scan's columns have above it: the synthetic ones always, and their real ones
 * where the statement proves that they mean the same.
 *
 * <p>DuckDB prints an expression that may fail, such as a cast, with the names that the user wrote.
 * After {@code SELECT d AS id, id AS d} those lie.
 */
record ScanColumnNames(
        int tableId, List<Integer> indexes, ScanColumns columns, StatementLookup shape)
        implements ColumnNames {
    private static final Pattern SYNTHETIC = Pattern.compile("t([0-9]{1,9})c([0-9]{1,9})");
    private static final Pattern SYNTHETIC_WORD =
            Pattern.compile("\\bt[0-9]+c[0-9]+\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    ScanColumnNames {
        indexes = List.copyOf(indexes);
    }

    @Override
    public Optional<ColumnReference> find(String name) {
        Matcher synthetic = SYNTHETIC.matcher(name);
        if (!synthetic.matches()) {
            return findReal(name);
        }
        int index = Integer.parseInt(synthetic.group(2));
        return Integer.parseInt(synthetic.group(1)) == tableId && indexes.contains(index)
                ? columns.column(tableId, index)
                : Optional.empty();
    }

    /** The column of a name that the user wrote. */
    Optional<ColumnReference> findReal(String name) {
        boolean proven =
                namesArePlain()
                        && shape.find().filter(statement -> statement.provesName(name)).isPresent();
        if (!proven) {
            return Optional.empty();
        }
        List<ColumnReference> found =
                read().stream().filter(column -> column.name().equalsIgnoreCase(name)).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Printed names are unquoted: one such as {@code a + b} would read as a computation. */
    private boolean namesArePlain() {
        return read().size() == indexes.size()
                && read().stream().allMatch(column -> PLAIN.matcher(column.name()).matches());
    }

    /**
     * Whether a name that a user chose, somewhere in the text, could be taken for a synthetic one.
     */
    static boolean looksSynthetic(String text) {
        return SYNTHETIC_WORD.matcher(text).find();
    }

    /** Whether one of the table's own names could be. */
    boolean areAmbiguous() {
        return read().stream().anyMatch(column -> looksSynthetic(column.name()));
    }

    private List<ColumnReference> read() {
        return indexes.stream()
                .map(index -> columns.column(tableId, index))
                .flatMap(Optional::stream)
                .toList();
    }
}
