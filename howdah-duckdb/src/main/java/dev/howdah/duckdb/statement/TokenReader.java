package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ParsedStatement.Value;
import dev.howdah.duckdb.statement.Token.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks along the tokens of one statement. */
class TokenReader {
    private final String text;
    private final List<Token> tokens;
    private int next;

    TokenReader(String text) {
        this.text = text;
        this.tokens = Lexer.tokenize(text);
    }

    /** What stands from one token to another, both included. */
    final String between(Token first, Token last) {
        return text.substring(first.start(), last.end());
    }

    @Nullable Token peek() {
        return peek(0);
    }

    @Nullable Token peek(int ahead) {
        return next + ahead < tokens.size() ? tokens.get(next + ahead) : null;
    }

    boolean atEnd() {
        return peek() == null;
    }

    /** Whether a quote or comment has no end, which only DuckDB should complain about. */
    boolean isUnterminated() {
        return !tokens.isEmpty() && tokens.getLast().kind() == Kind.UNTERMINATED;
    }

    boolean at(String keyword) {
        Token token = peek();
        return token != null && token.is(keyword);
    }

    boolean at(char symbol) {
        Token token = peek();
        return token != null && token.is(symbol);
    }

    boolean accept(String keyword) {
        boolean found = at(keyword);
        next += found ? 1 : 0;
        return found;
    }

    /** Takes all of the keywords in their order, or none. */
    boolean accept(String first, String... others) {
        if (!at(first)) {
            return false;
        }
        for (int i = 0; i < others.length; i++) {
            Token token = peek(i + 1);
            if (token == null || !token.is(others[i])) {
                return false;
            }
        }
        next += 1 + others.length;
        return true;
    }

    boolean acceptAny(String... keywords) {
        for (String keyword : keywords) {
            if (accept(keyword)) {
                return true;
            }
        }
        return false;
    }

    boolean accept(char symbol) {
        boolean found = at(symbol);
        next += found ? 1 : 0;
        return found;
    }

    void skip() {
        next++;
    }

    Optional<String> string() {
        Token token = peek();
        if (token == null || token.kind() != Kind.STRING) {
            return Optional.empty();
        }
        next++;
        return Optional.of(token.value());
    }

    Optional<String> name() {
        Token token = peek();
        if (token == null || !token.isName()) {
            return Optional.empty();
        }
        next++;
        return Optional.of(token.value());
    }

    /** A name with dots. */
    Optional<ObjectName> objectName() {
        List<String> parts = new ArrayList<>();
        do {
            Optional<String> part = name();
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        } while (accept('.'));
        return Optional.of(new ObjectName(parts));
    }

    /** A string, word or number, a sign included. */
    Optional<Value> value() {
        Token token = peek();
        if (token == null) {
            return Optional.empty();
        }
        boolean quoted = token.kind() == Kind.STRING;
        if (quoted || token.isName() || token.kind() == Kind.NUMBER) {
            next++;
            return Optional.of(new Value(token.value(), quoted));
        }
        Token number = peek(1);
        if (!token.is('-') || number == null || number.kind() != Kind.NUMBER) {
            return Optional.empty();
        }
        next += 2;
        return Optional.of(new Value("-" + number.value(), false));
    }

    /** Skips a bracket and all up to the one that closes it; nothing if there is none. */
    void skipParentheses() {
        if (!at('(')) {
            return;
        }
        int depth = 0;
        do {
            Token token = peek();
            if (token == null) {
                return;
            }
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
            next++;
        } while (depth > 0);
    }

    /** What stands from the next token on. */
    String rest() {
        Token token = peek();
        return token == null ? "" : text.substring(token.start());
    }

    /** Whether {@code TABLE [IF NOT EXISTS] a.b} or the like comes. */
    boolean qualifiedNameAhead() {
        int name = 1;
        Token token = peek(name);
        Token dot = peek(name + 1);
        if (token != null && token.is("IF") && dot != null && dot.is("NOT")) {
            name += 3;
            token = peek(name);
            dot = peek(name + 1);
        }
        return token != null && token.isName() && dot != null && dot.is('.');
    }

    /** Whether a keyword stands anywhere ahead. */
    boolean anyAhead(String keyword) {
        return tokens.subList(Math.min(next, tokens.size()), tokens.size()).stream()
                .anyMatch(token -> token.is(keyword));
    }

    /** Whether a keyword stands somewhere ahead, outside of brackets. */
    boolean keywordAhead(String keyword) {
        int depth = 0;
        for (int i = next; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
            if (depth == 0 && token.is(keyword)) {
                return true;
            }
        }
        return false;
    }
}
