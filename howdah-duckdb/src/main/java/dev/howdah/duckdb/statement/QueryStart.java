package dev.howdah.duckdb.statement;

import java.util.Locale;
import java.util.Set;

/** Tells a query in brackets from an expression or a list in brackets. */
final class QueryStart {
    private static final Set<String> KEYWORDS =
            Set.of(
                    "SELECT",
                    "VALUES",
                    "FROM",
                    "WITH",
                    "TABLE",
                    "PIVOT",
                    "UNPIVOT",
                    "PIVOT_WIDER",
                    "PIVOT_LONGER",
                    "DESCRIBE",
                    "SHOW",
                    "SUMMARIZE");

    private QueryStart() {}

    /** Whether the brackets that begin here hold a query. */
    static boolean in(TokenReader reader) {
        int ahead = 0;
        Token token = reader.peek(ahead);
        while (token != null && token.is('(')) {
            ahead++;
            token = reader.peek(ahead);
        }
        return ahead > 0 && token != null && begins(token);
    }

    /** Whether a query can begin with this word. */
    static boolean begins(Token token) {
        return token.kind() == Token.Kind.WORD
                && KEYWORDS.contains(token.value().toUpperCase(Locale.ROOT));
    }
}
