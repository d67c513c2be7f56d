package dev.howdah.kuzu.cypher;

import dev.howdah.kuzu.cypher.Token.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks along tokens; what it can't read it leaves where it is. */
public final class TokenReader {
    private final List<Token> tokens;
    private int next;

    public TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The next token, or null at the end. */
    public @Nullable Token peek() {
        return peek(0);
    }

    /** A later token, or null beyond the end. */
    public @Nullable Token peek(int ahead) {
        return next + ahead < tokens.size() ? tokens.get(next + ahead) : null;
    }

    public boolean atEnd() {
        return next >= tokens.size();
    }

    /** Index of the next token. */
    public int index() {
        return next;
    }

    public void moveTo(int index) {
        next = index;
    }

    public void skip() {
        next++;
    }

    public boolean at(String keyword) {
        return wordAhead(0, keyword);
    }

    private boolean wordAhead(int ahead, String keyword) {
        Token token = peek(ahead);
        return token != null && token.is(keyword);
    }

    public boolean atSymbol(String symbol) {
        Token token = peek();
        return token != null && token.isSymbol(symbol);
    }

    /** Takes all of the keywords in their order, or none. */
    public boolean accept(String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (!wordAhead(i, keywords[i])) {
                return false;
            }
        }
        next += keywords.length;
        return true;
    }

    public boolean acceptSymbol(String symbol) {
        boolean found = atSymbol(symbol);
        next += found ? 1 : 0;
        return found;
    }

    public Optional<String> name() {
        Token token = peek();
        if (token == null || !token.isName()) {
            return Optional.empty();
        }
        next++;
        return Optional.of(token.value());
    }

    /** One name, or several with dots between them. */
    public Optional<List<String>> qualifiedName() {
        int from = next;
        List<String> parts = new ArrayList<>();
        do {
            Optional<String> part = name();
            if (part.isEmpty()) {
                next = from;
                return Optional.empty();
            }
            parts.add(part.get());
        } while (acceptSymbol("."));
        return Optional.of(List.copyOf(parts));
    }

    public Optional<String> string() {
        Token token = peek();
        if (token == null || token.kind() != Kind.STRING) {
            return Optional.empty();
        }
        next++;
        return Optional.of(token.value());
    }

    /** A value without any operator but a minus. */
    public Optional<Literal> literal() {
        int from = next;
        Optional<Literal> literal = atSymbol("[") ? list() : scalar();
        if (literal.isEmpty()) {
            next = from;
        }
        return literal;
    }

    private Optional<Literal> list() {
        next++;
        List<Literal> elements = new ArrayList<>();
        while (!acceptSymbol("]")) {
            if (!elements.isEmpty() && !acceptSymbol(",")) {
                return Optional.empty();
            }
            Optional<Literal> element = literal();
            if (element.isEmpty()) {
                return Optional.empty();
            }
            elements.add(element.get());
        }
        return Optional.of(new Literal.ListOf(elements));
    }

    private Optional<Literal> scalar() {
        String sign = acceptSymbol("-") ? "-" : "";
        Token token = peek();
        if (token == null) {
            return Optional.empty();
        }
        next++;
        if (token.kind() == Kind.INTEGER) {
            return Optional.of(new Literal.Whole(sign + token.value()));
        } else if (token.kind() == Kind.REAL) {
            return Optional.of(new Literal.Real(sign + token.value()));
        } else if (!sign.isEmpty()) {
            return Optional.empty();
        } else if (token.kind() == Kind.STRING) {
            return Optional.of(new Literal.Text(token.value()));
        } else if (token.kind() == Kind.PARAMETER) {
            return Optional.of(new Literal.Parameter(token.value()));
        } else if (token.is("TRUE") || token.is("FALSE")) {
            return Optional.of(new Literal.Bool(token.is("TRUE")));
        }
        return token.is("NULL") ? Optional.of(new Literal.Null()) : Optional.empty();
    }

    /** Skips a bracket of any kind up to the one that closes it; false if that never comes. */
    public boolean skipBrackets() {
        int depth = 0;
        while (!atEnd()) {
            Token token = tokens.get(next++);
            depth += token.opens() ? 1 : token.closes() ? -1 : 0;
            if (depth <= 0) {
                return depth == 0 && token.closes();
            }
        }
        return false;
    }
}
