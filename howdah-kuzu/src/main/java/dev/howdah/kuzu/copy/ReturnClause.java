package dev.howdah.kuzu.copy;

import dev.howdah.kuzu.cypher.Lexer;
import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.cypher.Token;
import dev.howdah.kuzu.cypher.Token.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The RETURN that ends a query, as a WITH behind which more can follow.
 *
 * @param before all clauses before it
 * @param items what stands between RETURN and ORDER BY, SKIP or LIMIT; DISTINCT apart
 * @param behind ORDER BY, SKIP and LIMIT
 */
record ReturnClause(String before, boolean distinct, List<Item> items, String behind) {
    private static final String OWN = "howdah_item";

    ReturnClause {
        items = List.copyOf(items);
    }

    /**
     * An item.
     *
     * @param text all of it
     * @param name the name it has behind the clause; empty if only Kùzu knows
     */
    record Item(String text, Optional<String> name) {
        boolean isStar() {
            return text.equals("*");
        }

        boolean isVariable() {
            List<Token> tokens = Lexer.tokenize(text);
            boolean renamed = tokens.size() == 3 && tokens.get(1).is("AS");
            return tokens.getFirst().isName() && (tokens.size() == 1 || renamed);
        }

        /** The variable that it shows. */
        String variable() {
            return Lexer.tokenize(text).getFirst().value();
        }
    }

    /** Reads a query; empty if it has several branches or no RETURN. */
    static Optional<ReturnClause> read(String query) {
        List<Token> tokens = Lexer.tokenize(query);
        int start = -1;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.opens() ? 1 : token.closes() ? -1 : 0;
            if (depth == 0 && token.is("UNION")) {
                return Optional.empty();
            } else if (depth == 0 && start < 0 && token.is("RETURN") && beginsClause(tokens, i)) {
                start = i;
            }
        }
        return start < 0 ? Optional.empty() : Optional.of(read(query, tokens, start));
    }

    private static boolean beginsClause(List<Token> tokens, int index) {
        return index > 0
                && !tokens.get(index - 1).isSymbol(".")
                && !tokens.get(index - 1).isSymbol(",")
                && !tokens.get(index - 1).is("AS");
    }

    private static ReturnClause read(String query, List<Token> tokens, int start) {
        int first = start + 1;
        boolean distinct = first < tokens.size() && tokens.get(first).is("DISTINCT");
        first += distinct ? 1 : 0;
        List<Item> items = new ArrayList<>();
        int from = first;
        int depth = 0;
        int i = first;
        while (i < tokens.size() && !(depth == 0 && i > from && ends(tokens, i))) {
            Token token = tokens.get(i);
            depth += token.opens() ? 1 : token.closes() ? -1 : 0;
            if (depth == 0 && token.isSymbol(",")) {
                items.add(item(query, tokens.subList(from, i)));
                from = i + 1;
            }
            i++;
        }
        items.add(item(query, tokens.subList(from, i)));
        return new ReturnClause(
                query.substring(0, tokens.get(start).start()),
                distinct,
                items,
                i < tokens.size() ? query.substring(tokens.get(i).start()) : "");
    }

    private static boolean ends(List<Token> tokens, int index) {
        Token token = tokens.get(index);
        boolean order =
                token.is("ORDER") && index + 1 < tokens.size() && tokens.get(index + 1).is("BY");
        boolean number = token.is("SKIP") || token.is("LIMIT");
        return order || (number && beginsClause(tokens, index));
    }

    private static Item item(String query, List<Token> tokens) {
        if (tokens.isEmpty()) {
            return new Item("", Optional.empty());
        }
        String text = query.substring(tokens.getFirst().start(), tokens.getLast().end());
        int size = tokens.size();
        boolean named = size > 2 && tokens.get(size - 2).is("AS") && tokens.getLast().isName();
        boolean variable =
                size == 1 && tokens.getFirst().isName() && tokens.getFirst().kind() != Kind.STRING;
        return new Item(
                text, named || variable ? Optional.of(tokens.getLast().value()) : Optional.empty());
    }

    boolean hasStar() {
        return items.stream().anyMatch(Item::isStar);
    }

    /** The query up to here with only a star, and no rows: it tells the names behind the star. */
    String starQuery() {
        return before + " RETURN * LIMIT 0";
    }

    /** The same with the star's names in its place. */
    ReturnClause withStar(List<String> names) {
        List<Item> all = new ArrayList<>();
        for (Item item : items) {
            if (item.isStar()) {
                names.forEach(name -> all.add(new Item(Quoting.name(name), Optional.of(name))));
            } else {
                all.add(item);
            }
        }
        return new ReturnClause(before, distinct, all, behind);
    }

    /** The names of the items; one that has none, or that of another, gets its own. */
    List<String> names() {
        Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        List<String> names = new ArrayList<>();
        for (Item item : items) {
            String name = item.name().filter(taken::add).orElse(OWN + names.size());
            names.add(name);
        }
        return names;
    }

    /** The query with a WITH in the place of RETURN. */
    String asWith() {
        List<String> names = names();
        List<String> projections = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            boolean kept = item.name().equals(Optional.of(names.get(i)));
            boolean renamed = !kept && item.name().isPresent() && item.isVariable();
            String text = renamed ? Quoting.name(item.variable()) : item.text();
            projections.add(kept ? text : text + " AS " + names.get(i));
        }
        return before
                + "WITH "
                + (distinct ? "DISTINCT " : "")
                + projections.stream().collect(Collectors.joining(", "))
                + " "
                + behind;
    }
}
