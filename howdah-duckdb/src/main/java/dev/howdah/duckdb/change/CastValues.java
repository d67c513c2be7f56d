package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The VALUES of an INSERT, each as its column takes it. As a query of its own VALUES would first
 * bring the rows of a column to one type: {@code (1), (2.5)} in a text column would be 1.0 and 2.5.
 */
final class CastValues {
    private final String sql;
    private final List<Token> tokens;
    private int next;

    private CastValues(String sql) {
        this.sql = sql;
        this.tokens = Lexer.tokenize(sql);
    }

    /** The query itself if it is anything but several rows of so many values. */
    static String of(String query, List<TargetColumn> columns) {
        CastValues values = new CastValues(query);
        List<List<String>> rows = values.rows();
        boolean fit = rows.stream().allMatch(row -> row.size() == columns.size());
        return rows.size() > 1 && fit
                ? rows.stream()
                        .map(row -> cast(row, columns))
                        .collect(Collectors.joining(",\n", "VALUES ", ""))
                : query;
    }

    private static String cast(List<String> row, List<TargetColumn> columns) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> columns.get(i).cast(row.get(i)))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** None if these are no plain VALUES. */
    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        if (!accept("VALUES")) {
            return rows;
        }
        while (at('(')) {
            rows.add(row());
            if (next == tokens.size()) {
                return rows;
            }
            if (!at(',')) {
                return List.of();
            }
            next++;
        }
        return List.of();
    }

    private List<String> row() {
        List<String> items = new ArrayList<>();
        int first = ++next;
        int depth = 1;
        while (depth > 0 && next < tokens.size()) {
            Token token = tokens.get(next);
            depth += opens(token) ? 1 : closes(token) ? -1 : 0;
            boolean ends = depth == 0 || (depth == 1 && token.is(','));
            if (ends && next > first) {
                items.add(sql.substring(tokens.get(first).start(), tokens.get(next - 1).end()));
            }
            next++;
            first = ends ? next : first;
        }
        return items;
    }

    private boolean accept(String word) {
        boolean there = !tokens.isEmpty() && tokens.getFirst().is(word);
        next = there ? 1 : 0;
        return there;
    }

    private boolean at(char symbol) {
        return next < tokens.size() && tokens.get(next).is(symbol);
    }

    private static boolean opens(Token token) {
        return token.is('(') || token.is('[') || token.is('{');
    }

    private static boolean closes(Token token) {
        return token.is(')') || token.is(']') || token.is('}');
    }
}
