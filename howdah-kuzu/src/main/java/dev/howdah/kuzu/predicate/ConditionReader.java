package dev.howdah.kuzu.predicate;

import dev.howdah.kuzu.cypher.Lexer;
import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.kuzu.cypher.Token;
import dev.howdah.kuzu.cypher.Token.Kind;
import dev.howdah.kuzu.cypher.TokenReader;
import dev.howdah.kuzu.predicate.Condition.Place;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a condition; whatever isn't understood is an unknown part of it. */
public final class ConditionReader {
    private static final Condition UNKNOWN = new Condition.Unknown();
    private static final Set<String> FUNCTIONS = Set.of("DATE", "TIMESTAMP", "UUID");
    private static final Set<String> VALUE_WORDS = Set.of("TRUE", "FALSE", "NULL");

    private ConditionReader() {}

    /** What stands behind a WHERE, without that word. */
    public static Condition read(String text) {
        List<Token> tokens = Lexer.tokenize(text);
        boolean plain = tokens.stream().noneMatch(t -> t.is("CASE") || t.kind() == Kind.UNREADABLE);
        return plain ? or(tokens) : UNKNOWN;
    }

    private static Condition or(List<Token> tokens) {
        List<Condition> parts = new ArrayList<>();
        for (List<Token> part : split(tokens, "OR")) {
            parts.add(split(part, "XOR").size() > 1 ? UNKNOWN : and(part));
        }
        return parts.size() == 1 ? parts.getFirst() : new Condition.Or(parts);
    }

    private static Condition and(List<Token> tokens) {
        List<Condition> parts = new ArrayList<>();
        for (List<Token> part : split(tokens, "AND")) {
            parts.add(not(part));
        }
        return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
    }

    /** Cypher's NOT takes a whole comparison. */
    private static Condition not(List<Token> tokens) {
        if (!tokens.isEmpty() && tokens.getFirst().is("NOT")) {
            return new Condition.Not(not(tokens.subList(1, tokens.size())));
        }
        TokenReader reader = new TokenReader(tokens);
        if (reader.atSymbol("(") && reader.skipBrackets() && reader.atEnd()) {
            return or(tokens.subList(1, tokens.size() - 1));
        }
        reader.moveTo(0);
        Condition condition = atom(reader).orElse(UNKNOWN);
        return reader.atEnd() ? condition : UNKNOWN;
    }

    private static Optional<Condition> atom(TokenReader reader) {
        Optional<String> column = column(reader);
        return column.isPresent() ? behindColumn(column.get(), reader) : behindConstant(reader);
    }

    private static Optional<Condition> behindColumn(String column, TokenReader reader) {
        if (reader.atEnd()) {
            return Optional.of(new Condition.Truth(column));
        } else if (reader.accept("IS", "NULL")) {
            return Optional.of(new Condition.IsNull(column));
        } else if (reader.accept("IS", "NOT", "NULL")) {
            return Optional.of(new Condition.Not(new Condition.IsNull(column)));
        } else if (reader.accept("STARTS", "WITH")) {
            return textMatch(column, Place.START, reader);
        } else if (reader.accept("ENDS", "WITH")) {
            return textMatch(column, Place.END, reader);
        } else if (reader.accept("CONTAINS")) {
            return textMatch(column, Place.ANYWHERE, reader);
        } else if (reader.accept("IN")) {
            return in(column, reader);
        }
        return operator(reader)
                .flatMap(
                        found ->
                                constant(reader)
                                        .map(v -> new Condition.Comparison(column, found, v)));
    }

    private static Optional<Condition> behindConstant(TokenReader reader) {
        Optional<Constant> value = constant(reader);
        Optional<Operator> operator = value.flatMap(found -> operator(reader));
        return operator.flatMap(
                found ->
                        column(reader)
                                .map(
                                        name ->
                                                new Condition.Comparison(
                                                        name, found.mirrored(), value.get())));
    }

    private static Optional<Condition> textMatch(String column, Place place, TokenReader reader) {
        return constant(reader).map(piece -> new Condition.TextMatch(column, place, piece));
    }

    private static Optional<Condition> in(String column, TokenReader reader) {
        if (!reader.acceptSymbol("[")) {
            return Optional.empty();
        }
        List<Constant> values = new ArrayList<>();
        do {
            Optional<Constant> value = constant(reader);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        } while (reader.acceptSymbol(","));
        return reader.acceptSymbol("]")
                ? Optional.of(new Condition.In(column, values))
                : Optional.empty();
    }

    private static Optional<Operator> operator(TokenReader reader) {
        Token token = reader.peek();
        if (token == null || token.kind() != Kind.SYMBOL) {
            return Optional.empty();
        }
        reader.skip();
        return Operator.of(token.value());
    }

    /** A name by itself: no property, no function, no value. */
    private static Optional<String> column(TokenReader reader) {
        Token token = reader.peek();
        Token next = reader.peek(1);
        boolean alone = next == null || !(next.isSymbol(".") || next.isSymbol("("));
        if (token == null || !token.isName() || !alone || isValue(token)) {
            return Optional.empty();
        }
        return reader.name();
    }

    private static boolean isValue(Token token) {
        return VALUE_WORDS.stream().anyMatch(token::is);
    }

    private static Optional<Constant> constant(TokenReader reader) {
        Token token = reader.peek();
        String word = token == null ? "" : token.value().toUpperCase(Locale.ROOT);
        if (token == null || token.kind() != Kind.WORD || !FUNCTIONS.contains(word)) {
            return reader.literal().map(Constant::of);
        }
        reader.skip();
        Optional<String> text = reader.acceptSymbol("(") ? reader.string() : Optional.empty();
        return reader.acceptSymbol(")")
                ? text.map(value -> new Constant(new Literal.Text(value), word))
                : Optional.empty();
    }

    private static List<List<Token>> split(List<Token> tokens, String keyword) {
        List<List<Token>> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.opens() ? 1 : token.closes() ? -1 : 0;
            if (depth == 0 && token.is(keyword)) {
                parts.add(tokens.subList(start, i));
                start = i + 1;
            }
        }
        parts.add(tokens.subList(start, tokens.size()));
        return parts;
    }
}
