package dev.howdah.kuzu.statement;

import dev.howdah.kuzu.cypher.Span;
import dev.howdah.kuzu.cypher.Token;
import dev.howdah.kuzu.cypher.TokenReader;
import dev.howdah.kuzu.statement.Reference.Header;
import dev.howdah.kuzu.statement.Reference.YieldItem;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the clauses of a query that may read PostgreSQL. */
final class ReferenceFinder {
    private final List<Token> tokens;
    private final List<Clause> clauses;
    private final List<Reference> references = new ArrayList<>();

    private ReferenceFinder(List<Token> tokens, List<Clause> clauses) {
        this.tokens = tokens;
        this.clauses = clauses;
    }

    /** The references in order; none either if the tokens make no query. */
    static List<Reference> find(List<Token> tokens) {
        List<Clause> clauses = ClauseFinder.find(tokens).orElse(List.of());
        ReferenceFinder finder = new ReferenceFinder(tokens, clauses);
        for (int i = 0; i < clauses.size(); i++) {
            if (clauses.get(i).is("LOAD")) {
                finder.load(i);
            } else if (clauses.get(i).is("CALL") && clauses.size() > 1) {
                finder.call(i);
            }
        }
        return finder.references;
    }

    private void load(int index) {
        int start = clauses.get(index).start();
        Optional<LoadFrom> load = LoadFrom.read(tokens, start);
        load.flatMap(LoadFrom::source)
                .ifPresent(
                        source -> {
                            LoadFrom found = load.get();
                            Span span = span(found.sourceStart(), found.sourceEnd());
                            add(index, source, span, found.headers());
                        });
    }

    private void call(int index) {
        Clause clause = clauses.get(index);
        TokenReader reader = new TokenReader(tokens);
        reader.moveTo(clause.start() + 1);
        Optional<Source> source = FunctionCall.read(reader).flatMap(FunctionCall::source);
        if (source.isPresent() && reader.index() == clause.end()) {
            add(index, source.get(), span(clause.start() + 1, clause.end()), List.of());
        }
    }

    private void add(int index, Source source, Span sourceSpan, List<Header> headers) {
        Clause clause = clauses.get(index);
        int branch = index;
        boolean updates = false;
        while (branch > 0 && !clauses.get(branch - 1).is("UNION")) {
            branch--;
            updates |= clauses.get(branch).isUpdate();
        }
        int next = index + 1;
        Optional<Clause> where = following(next, "WHERE");
        next += where.isPresent() ? 1 : 0;
        Optional<Clause> yield = following(next, "YIELD");
        int from = tokens.get(clause.start()).start();
        references.add(
                new Reference(
                        source,
                        span(clause.start(), clause.end()),
                        sourceSpan,
                        headers,
                        where.map(found -> span(found.start() + 1, found.end())),
                        yield.map(this::yields).orElse(List.of()),
                        yield.map(found -> span(found.start(), found.end())),
                        new Span(tokens.get(clauses.get(branch).start()).start(), from),
                        updates,
                        mentions(index + 1)));
    }

    private Optional<Clause> following(int index, String keyword) {
        return index < clauses.size() && clauses.get(index).is(keyword)
                ? Optional.of(clauses.get(index))
                : Optional.empty();
    }

    private List<YieldItem> yields(Clause clause) {
        TokenReader reader = new TokenReader(tokens.subList(0, clause.end()));
        reader.moveTo(clause.start() + 1);
        List<YieldItem> items = new ArrayList<>();
        do {
            String column = reader.name().orElse("");
            String name = reader.accept("AS") ? reader.name().orElse("") : column;
            items.add(new YieldItem(column, name));
        } while (reader.acceptSymbol(","));
        return items;
    }

    /** A column is out of scope behind a projection without a star, and in the next branch. */
    private Mentions mentions(int from) {
        Set<String> names = new LinkedHashSet<>();
        for (Clause clause : clauses.subList(from, clauses.size())) {
            if (clause.is("UNION")) {
                break;
            }
            // What YIELD names is not needed by that.
            if (!clause.is("YIELD")) {
                addNames(clause, names);
            }
            if (clause.is("RETURN")) {
                return new Mentions(hasStar(clause), names);
            } else if (clause.is("WITH") && !hasStar(clause)) {
                addNames(behind(clause), names);
                break;
            }
        }
        return new Mentions(false, names);
    }

    /** The WHERE of a WITH may only use what that projects, but reading more does no harm. */
    private Clause behind(Clause clause) {
        int index = clauses.indexOf(clause) + 1;
        return following(index, "WHERE").orElse(new Clause("", clause.end(), clause.end()));
    }

    private boolean hasStar(Clause clause) {
        int first = clause.start() + 1;
        if (first < clause.end() && tokens.get(first).is("DISTINCT")) {
            first++;
        }
        return first < clause.end() && tokens.get(first).isSymbol("*");
    }

    /** Keywords are among the names, property names are not. */
    private void addNames(Clause clause, Set<String> names) {
        for (int i = clause.start() + 1; i < clause.end(); i++) {
            if (tokens.get(i).isName() && !tokens.get(i - 1).isSymbol(".")) {
                names.add(tokens.get(i).value());
            }
        }
    }

    private Span span(int from, int to) {
        return new Span(tokens.get(from).start(), tokens.get(to - 1).end());
    }
}
