package dev.howdah.kuzu.rewrite;

import dev.howdah.kuzu.cypher.Lexer;
import dev.howdah.kuzu.cypher.Span;
import dev.howdah.kuzu.cypher.Token;
import dev.howdah.kuzu.cypher.Token.Kind;
import dev.howdah.kuzu.cypher.TokenReader;
import dev.howdah.kuzu.statement.Reference;

import java.util.List;
import java.util.OptionalLong;

/** How many rows of a source are enough for a query that takes any few of them. */
final class RowLimit {
    private RowLimit() {}

    /**
     * The rows that SKIP and LIMIT ask for; empty unless the reference is all that the query reads
     * and the query is {@code RETURN} of plain columns. A WHERE must be known to take all of them.
     */
    static OptionalLong of(String text, Span piece, Reference reference) {
        int end =
                reference
                        .yieldSpan()
                        .or(reference::where)
                        .map(Span::end)
                        .orElse(reference.clause().end());
        if (!reference.before().of(text).isBlank()) {
            return OptionalLong.empty();
        }
        List<Token> tokens =
                Lexer.tokenize(text).stream()
                        .filter(token -> token.start() >= end && token.end() <= piece.end())
                        .toList();
        TokenReader reader = new TokenReader(tokens);
        if (!reader.accept("RETURN") || !plainItems(reader)) {
            return OptionalLong.empty();
        }
        OptionalLong skip = reader.accept("SKIP") ? number(reader) : OptionalLong.of(0);
        OptionalLong limit = reader.accept("LIMIT") ? number(reader) : OptionalLong.empty();
        boolean whole = skip.isPresent() && limit.isPresent() && reader.atEnd();
        return whole ? OptionalLong.of(skip.getAsLong() + limit.getAsLong()) : OptionalLong.empty();
    }

    private static boolean plainItems(TokenReader reader) {
        if (reader.acceptSymbol("*")) {
            return true;
        }
        do {
            if (reader.at("DISTINCT") || reader.name().isEmpty()) {
                return false;
            } else if (reader.accept("AS") && reader.name().isEmpty()) {
                return false;
            }
        } while (reader.acceptSymbol(","));
        return true;
    }

    private static OptionalLong number(TokenReader reader) {
        Token token = reader.peek();
        if (token == null || token.kind() != Kind.INTEGER || token.value().length() > 9) {
            return OptionalLong.empty();
        }
        reader.skip();
        return OptionalLong.of(Long.parseLong(token.value()));
    }
}
