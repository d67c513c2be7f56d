package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.sql.Identifier;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a conflict is about when the statement doesn't say. */
final class UniqueKeys {
    private UniqueKeys() {}

    /** The conflict target of ON CONFLICT DO UPDATE: the only key or unique index there is. */
    static String only(TargetTable target) {
        List<Relation.Index> unique = unique(target.relation());
        if (unique.size() > 1) {
            throw ambiguous("a DO UPDATE");
        }
        return unique.stream().findFirst().map(UniqueKeys::target).orElseThrow(() -> none(target));
    }

    /** The conflict target of INSERT OR REPLACE: the primary key, else the only unique index. */
    static String primary(TargetTable target) {
        Optional<List<String>> primary = primaryColumns(target);
        if (primary.isPresent()) {
            return primary.get().stream()
                    .map(Identifier::quote)
                    .collect(Collectors.joining(", ", "(", ")"));
        }
        List<Relation.Index> unique = unique(target.relation());
        if (unique.size() > 1) {
            throw ambiguous("an INSERT OR REPLACE");
        }
        return unique.stream().findFirst().map(UniqueKeys::target).orElseThrow(() -> none(target));
    }

    /** The server's names of the primary key's columns. */
    static Optional<List<String>> primaryColumns(TargetTable target) {
        return target.relation().keys().stream()
                .filter(Relation.Key.Primary.class::isInstance)
                .map(Relation.Key::columns)
                .findFirst();
    }

    private static List<Relation.Index> unique(Relation relation) {
        return relation.indexes().stream()
                .filter(index -> index.unique() && index.valid())
                .toList();
    }

    /** An index's columns and condition, without the order in which it keeps them. */
    private static String target(Relation.Index index) {
        String definition = index.definition();
        List<Token> tokens = Lexer.tokenize(definition);
        int next = 0;
        while (!tokens.get(next).is('(')) {
            next++;
        }
        StringBuilder target = new StringBuilder();
        int copied = tokens.get(next).start();
        int depth = 0;
        do {
            Token token = tokens.get(next);
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
            int words = depth == 1 ? orderWords(tokens, next) : 0;
            if (words > 0) {
                target.append(definition, copied, token.start());
                copied = tokens.get(next + words - 1).end();
            }
            next += Math.max(1, words);
        } while (depth > 0);
        target.append(definition, copied, tokens.get(next - 1).end());
        for (int i = next; i < tokens.size(); i++) {
            if (tokens.get(i).is("WHERE")) {
                return target + " " + definition.substring(tokens.get(i).start());
            }
        }
        return target.toString();
    }

    private static int orderWords(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        if (token.is("NULLS")) {
            return 2;
        }
        return token.is("ASC") || token.is("DESC") ? 1 : 0;
    }

    private static RuntimeException ambiguous(String what) {
        return TargetTable.user(
                "42P10",
                "Binder Error: Conflict target has to be provided for "
                        + what
                        + " operation when the table has multiple UNIQUE/PRIMARY KEY constraints");
    }

    private static RuntimeException none(TargetTable target) {
        return TargetTable.user(
                "42P10",
                ("Binder Error: There are no UNIQUE/PRIMARY KEY constraints or unique indexes on"
                                + " \"%s\", specify ON CONFLICT columns manually")
                        .formatted(target.name()));
    }
}
