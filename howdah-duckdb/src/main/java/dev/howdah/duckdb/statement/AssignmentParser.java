package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ChangeStatement.Assignment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Parses the list behind SET. */
final class AssignmentParser {
    private final ClauseReader in;
    private final String[] ends;

    /**
     * @param ends the keywords that may follow the list
     */
    AssignmentParser(ClauseReader in, String... ends) {
        this.in = in;
        this.ends = ends;
    }

    List<Assignment> parse() {
        List<Assignment> assignments = new ArrayList<>();
        do {
            if (in.at('(')) {
                assignments.addAll(row());
            } else {
                String column = in.identifier();
                assignments.add(new Assignment(column, value(expression())));
            }
        } while (in.accept(',') && !atEnd());
        return assignments;
    }

    private boolean atEnd() {
        for (String end : ends) {
            if (in.at(end)) {
                return true;
            }
        }
        return in.atEnd();
    }

    private String expression() {
        if (in.at('.')) {
            throw ClauseReader.error(
                    "qualified column names in SET are not supported: name the column alone,"
                            + " without its table; a field of a struct can't be set by itself");
        }
        in.expect('=');
        return in.item(ends);
    }

    /** {@code (a, b) = …}: one assignment a column. */
    private List<Assignment> row() {
        List<String> columns = in.requiredNames();
        String whole = expression();
        List<Optional<String>> values = values(whole, columns.size());
        return IntStream.range(0, columns.size())
                .mapToObj(i -> new Assignment(columns.get(i), values.get(i)))
                .toList();
    }

    private static List<Optional<String>> values(String whole, int count) {
        ClauseReader row = new ClauseReader(whole);
        boolean named = row.accept("ROW");
        if (!row.bracketsTheRest()) {
            return Collections.nCopies(count, value(whole));
        }
        if (!named && QueryStart.in(row)) {
            return IntStream.range(0, count)
                    .mapToObj(i -> Optional.of(field(whole, i, count)))
                    .toList();
        }
        List<String> items = row.bracketedItems();
        if (items.size() == 1 && !named) {
            // DuckDB gives each column the same value, and takes ((1, 2)) for (1, 2).
            return values(items.getFirst(), count);
        }
        if (items.size() != count) {
            throw ClauseReader.error(
                    "SET assigns %d values to %d columns: give each column a value"
                            .formatted(items.size(), count));
        }
        return items.stream().map(AssignmentParser::value).toList();
    }

    /** One column of a subquery that stands in brackets, as a subquery of its own. */
    private static String field(String query, int index, int count) {
        String names =
                IntStream.rangeClosed(1, count)
                        .mapToObj(i -> "v" + i)
                        .collect(Collectors.joining(", "));
        return "(SELECT v%d FROM %s AS assigned(%s))".formatted(index + 1, query, names);
    }

    /** An expression, or nothing if it is DEFAULT and no more. */
    static Optional<String> value(String expression) {
        return expression.equalsIgnoreCase("DEFAULT") ? Optional.empty() : Optional.of(expression);
    }
}
