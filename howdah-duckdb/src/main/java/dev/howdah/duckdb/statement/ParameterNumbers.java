package dev.howdah.duckdb.statement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives the parameters of a statement their numbers. */
final class ParameterNumbers {
    private ParameterNumbers() {}

    /** The statement with {@code $1}, {@code $2}, … instead of {@code ?}. */
    static String number(String sql) {
        StringBuilder numbered = new StringBuilder();
        int copied = 0;
        int count = 0;
        for (Token token : Lexer.tokenize(sql)) {
            if (token.kind() == Token.Kind.PARAMETER && token.value().equals("?")) {
                count++;
                numbered.append(sql, copied, token.start()).append('$').append(count);
                copied = token.end();
            }
        }
        return numbered.append(sql, copied, sql.length()).toString();
    }

    /** The same piece with its own numbers, which have no gaps. */
    static NumberedSql renumber(String piece) {
        String sql = number(piece);
        Map<Integer, Integer> numbers = new LinkedHashMap<>();
        StringBuilder renumbered = new StringBuilder();
        int copied = 0;
        for (Token token : Lexer.tokenize(sql)) {
            Optional<Integer> ordinal = ordinal(token);
            if (ordinal.isPresent()) {
                int number = numbers.computeIfAbsent(ordinal.get(), key -> numbers.size() + 1);
                renumbered.append(sql, copied, token.start()).append('$').append(number);
                copied = token.end();
            }
        }
        renumbered.append(sql, copied, sql.length());
        return new NumberedSql(renumbered.toString(), List.copyOf(numbers.keySet()));
    }

    private static Optional<Integer> ordinal(Token token) {
        if (token.kind() != Token.Kind.PARAMETER) {
            return Optional.empty();
        }
        String number = token.value().substring(1);
        boolean digits = number.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && number.length() < 6
                ? Optional.of(Integer.valueOf(number))
                : Optional.empty();
    }
}
