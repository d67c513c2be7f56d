package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.Token;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Replaces names in a piece of SQL; everything else stays as it is written. */
final class NameRewriter {
    private final String sql;
    private final List<Token> tokens;

    /** What to put in place of a thing, if anything else than what is there. */
    interface Replacement<T> {
        Optional<String> of(T thing);
    }

    /**
     * Names with dots between.
     *
     * @param before the token in front of them, null at the start
     * @param after the token behind them, null at the end
     */
    record Chain(List<Token> names, @Nullable Token before, @Nullable Token after) {
        Token last() {
            return names.getLast();
        }

        /** Whether it is the name of a function. */
        boolean isCall() {
            return after != null && after.is('(');
        }
    }

    private NameRewriter(String sql) {
        this.sql = sql;
        this.tokens = Lexer.tokenize(sql);
    }

    /** The SQL with other names. */
    static String names(String sql, Replacement<Chain> replacement) {
        return rewrite(sql, replacement, parameter -> Optional.empty());
    }

    /** The SQL with other names and parameters. */
    static String rewrite(String sql, Replacement<Chain> names, Replacement<Token> parameters) {
        return new NameRewriter(sql).rewrite(names, parameters);
    }

    private String rewrite(Replacement<Chain> names, Replacement<Token> parameters) {
        StringBuilder result = new StringBuilder();
        int copied = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            int last = i;
            Optional<String> other = Optional.empty();
            if (token.kind() == Token.Kind.PARAMETER) {
                other = parameters.of(token);
            } else if (token.isName() && !isDot(i - 1)) {
                Chain chain = chain(i);
                last = i + 2 * (chain.names().size() - 1);
                other = names.of(chain);
            }
            if (other.isPresent()) {
                result.append(sql, copied, token.start()).append(other.get());
                copied = tokens.get(last).end();
            }
            i = last;
        }
        return result.append(sql, copied, sql.length()).toString();
    }

    private Chain chain(int from) {
        List<Token> names = new ArrayList<>(List.of(tokens.get(from)));
        int next = from + 1;
        while (isDot(next) && next + 1 < tokens.size() && tokens.get(next + 1).isName()) {
            names.add(tokens.get(next + 1));
            next += 2;
        }
        return new Chain(
                names,
                from == 0 ? null : tokens.get(from - 1),
                next < tokens.size() ? tokens.get(next) : null);
    }

    private boolean isDot(int index) {
        return index >= 0 && index < tokens.size() && tokens.get(index).is('.');
    }
}
