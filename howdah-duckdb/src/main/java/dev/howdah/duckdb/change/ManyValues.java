package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One row of VALUES written once for each row of a batch. */
final class ManyValues {
    /** Longer lists take DuckDB longer for each row. */
    private static final int PARAMETERS_AT_ONCE = 8000;

    private final List<String> expressions;
    private final int parameters;

    /**
     * @param row expressions with commas between
     * @param parameters of each row
     */
    ManyValues(String row, int parameters) {
        this.expressions = split(row);
        this.parameters = parameters;
    }

    /** How many rows make a list of bearable length. */
    int rowsAtOnce() {
        return Math.max(1, PARAMETERS_AT_ONCE / Math.max(1, parameters));
    }

    /** A list of rows, as if somebody had written them all. */
    String of(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(
                        row ->
                                expressions.stream()
                                        .map(expression -> numbered(expression, row))
                                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(",\n", "VALUES ", ""));
    }

    private String numbered(String expression, int row) {
        return NameRewriter.rewrite(
                expression,
                names -> Optional.empty(),
                parameter -> Optional.of("$" + (row * parameters + number(parameter))));
    }

    private static int number(Token parameter) {
        return Integer.parseInt(parameter.value().substring(1));
    }

    private static List<String> split(String row) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (Token token : Lexer.tokenize(row)) {
            boolean opens = token.is('(') || token.is('[') || token.is('{');
            boolean closes = token.is(')') || token.is(']') || token.is('}');
            depth += opens ? 1 : closes ? -1 : 0;
            if (depth == 0 && token.is(',')) {
                parts.add(row.substring(start, token.start()));
                start = token.end();
            }
        }
        parts.add(row.substring(start));
        return parts;
    }
}
