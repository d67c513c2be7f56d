package dev.howdah.kuzu.statement;

import dev.howdah.kuzu.cypher.Lexer;
import dev.howdah.kuzu.cypher.Token;
import dev.howdah.kuzu.cypher.Token.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a query does, as far as its clauses tell.
 *
 * @param updates whether it changes the graph
 * @param items those of RETURN, of the first branch of a UNION; empty if they can't be told
 */
public record QueryShape(boolean updates, List<ReturnItem> items) {
    public QueryShape {
        items = List.copyOf(items);
    }

    /** The shape of a query; one that is not understood has no items. */
    public static QueryShape read(String query) {
        List<Token> tokens = Lexer.tokenize(query);
        List<Clause> clauses = ClauseFinder.find(tokens).orElse(List.of());
        return new QueryShape(
                clauses.stream().anyMatch(Clause::isUpdate),
                clauses.stream()
                        .filter(clause -> clause.is("RETURN"))
                        .findFirst()
                        .map(clause -> items(tokens.subList(clause.start() + 1, clause.end())))
                        .orElse(List.of()));
    }

    private static List<ReturnItem> items(List<Token> tokens) {
        List<ReturnItem> items = new ArrayList<>();
        boolean distinct = tokens.size() > 1 && tokens.getFirst().is("DISTINCT");
        int start = distinct ? 1 : 0;
        int depth = 0;
        for (int i = start; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.opens() ? 1 : token.closes() ? -1 : 0;
            if (depth == 0 && i > start && endsItems(tokens, i)) {
                items.add(item(tokens.subList(start, i)));
                return items;
            } else if (depth == 0 && token.isSymbol(",")) {
                items.add(item(tokens.subList(start, i)));
                start = i + 1;
            }
        }
        items.add(item(tokens.subList(start, tokens.size())));
        return items;
    }

    /** Whether ORDER BY, SKIP or LIMIT begins here: the latter two may also name a variable. */
    private static boolean endsItems(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        if (token.is("ORDER")) {
            return at + 1 < tokens.size() && tokens.get(at + 1).is("BY");
        }
        Token before = tokens.get(at - 1);
        boolean operand = before.kind() != Kind.SYMBOL || before.closes() || before.isSymbol("*");
        return (token.is("SKIP") || token.is("LIMIT")) && operand && !before.is("AS");
    }

    private static ReturnItem item(List<Token> tokens) {
        return alias(tokens)
                .or(() -> property(tokens))
                .orElseGet(() -> new ReturnItem(ReturnItem.Kind.EXPRESSION, ""));
    }

    private static Optional<ReturnItem> alias(List<Token> tokens) {
        int size = tokens.size();
        boolean alias =
                size > 2 && tokens.get(size - 2).is("AS") && !tokens.get(size - 3).isSymbol(".");
        return alias && tokens.getLast().isName()
                ? Optional.of(named(tokens.getLast()))
                : Optional.empty();
    }

    private static Optional<ReturnItem> property(List<Token> tokens) {
        if (tokens.size() == 1 && tokens.getFirst().isSymbol("*")) {
            return Optional.of(new ReturnItem(ReturnItem.Kind.ALL, ""));
        } else if (tokens.size() == 1 && isVariable(tokens.getFirst())) {
            return Optional.of(named(tokens.getFirst()));
        } else if (tokens.size() != 3
                || !tokens.getFirst().isName()
                || !tokens.get(1).isSymbol(".")) {
            return Optional.empty();
        } else if (tokens.getLast().isSymbol("*")) {
            return Optional.of(
                    new ReturnItem(ReturnItem.Kind.ALL_PROPERTIES, tokens.getFirst().value()));
        }
        return tokens.getLast().isName() ? Optional.of(named(tokens.getLast())) : Optional.empty();
    }

    private static boolean isVariable(Token token) {
        return token.isName() && !token.is("TRUE") && !token.is("FALSE") && !token.is("NULL");
    }

    private static ReturnItem named(Token token) {
        return new ReturnItem(ReturnItem.Kind.NAMED, token.value());
    }
}
