package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.Token.Kind;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text at its semicolons. */
public final class StatementSplitter {
    private StatementSplitter() {}

    /**
     * The statements of a text, without their semicolons; empty ones are left out.
     *
     * <p>The last one may be incomplete: see {@link #isComplete}.
     */
    public static List<String> split(String text) {
        List<String> statements = new ArrayList<>();
        int start = -1;
        int end = 0;
        for (Token token : Lexer.tokenize(text)) {
            if (token.kind() == Kind.END) {
                if (start >= 0) {
                    statements.add(text.substring(start, end));
                }
                start = -1;
            } else {
                start = start < 0 ? token.start() : start;
                end = token.end();
            }
        }
        if (start >= 0) {
            statements.add(text.substring(start, end));
        }
        return List.copyOf(statements);
    }

    /** Whether the text ends with a semicolon outside of quotes, or holds no statement at all. */
    public static boolean isComplete(String text) {
        List<Token> tokens = Lexer.tokenize(text);
        return tokens.isEmpty() || tokens.getLast().kind() == Kind.END;
    }
}
