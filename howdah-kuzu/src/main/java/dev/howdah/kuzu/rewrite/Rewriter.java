package dev.howdah.kuzu.rewrite;

import dev.howdah.kuzu.attach.Attachments;
import dev.howdah.kuzu.cypher.Lexer;
import dev.howdah.kuzu.cypher.Span;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.statement.Reference;
import dev.howdah.kuzu.statement.Source;
import dev.howdah.kuzu.type.ColumnPassage;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Puts staged files in the place of references to PostgreSQL. */
public final class Rewriter {
    private final StatementRun run;
    private final SourceResolver resolver;
    private final Set<String> clashing = new HashSet<>();

    public Rewriter(StatementRun run) {
        this.run = run;
        this.resolver = new SourceResolver(run);
    }

    /**
     * A piece of the statement with every reference in it that means an attached database staged
     * and replaced; those that mean something of Kùzu's own stay as they are. If the catalogue
     * turns out to be outdated, all of the statement's files are staged anew.
     *
     * @param piece of the statement's text, such as all of it or the query of a COPY
     * @param references that lie in it
     */
    public String rewrite(Span piece, List<Reference> references) throws SQLException {
        try {
            return rewriteOnce(piece, references);
        } catch (SQLException failure) {
            if (!Attachments.mayBeOutdated(failure)) {
                throw failure;
            }
            run.restartStaging();
            if (!refresh()) {
                throw failure;
            }
            return rewriteOnce(piece, references);
        }
    }

    /** Whether one of them means an attached database. */
    public boolean concernsAttached(List<Reference> references) throws SQLException {
        for (Reference reference : references) {
            if (resolver.isOurs(reference.source())) {
                return true;
            }
        }
        return false;
    }

    /** Reads the catalogues of the databases in question anew; whether one has changed. */
    boolean refresh() throws SQLException {
        return Attachments.refresh(resolver.used());
    }

    /** Whether a name that was known before a reference is also a column that a WITH makes. */
    boolean projects(String name) {
        return clashing.contains(name.toLowerCase(Locale.ROOT));
    }

    private String rewriteOnce(Span piece, List<Reference> references) throws SQLException {
        Map<Span, ResolvedSource> sources = resolve(references);
        Edits edits = new Edits(run.text());
        OptionalLong limit = limit(piece, references);
        for (Reference reference : references) {
            ResolvedSource source = sources.get(reference.clause());
            if (source != null) {
                ReferenceRewrite rewrite =
                        new ReferenceRewrite(run, reference, source, prefix(source, edits.count()));
                String before = edits.apply(reference.before());
                String clause = rewrite.clause(before, limit);
                clashing.addAll(rewrite.projectedAgain(before));
                edits.replace(reference.clause(), clause);
                reference.yieldSpan().ifPresent(span -> edits.replace(span, ""));
            }
        }
        return edits.apply(piece);
    }

    /** Tables first: a name that is looked for anew must not be so in the staging's transaction. */
    private Map<Span, ResolvedSource> resolve(List<Reference> references) throws SQLException {
        Map<Span, ResolvedSource> sources = new HashMap<>();
        for (boolean tables : new boolean[] {true, false}) {
            for (Reference reference : references) {
                if (reference.source() instanceof Source.Table == tables) {
                    Optional<ResolvedSource> source = resolver.resolve(reference.source());
                    source.ifPresent(found -> sources.put(reference.clause(), found));
                }
            }
        }
        return sources;
    }

    private OptionalLong limit(Span piece, List<Reference> references) {
        if (Lexer.tokenize(run.text()).getFirst().is("EXPLAIN")) {
            return OptionalLong.of(0);
        }
        return references.size() == 1
                ? RowLimit.of(run.text(), piece, references.getFirst())
                : OptionalLong.empty();
    }

    /** The beginning of names that neither the statement nor the source has. */
    private String prefix(ResolvedSource source, int number) {
        String text = run.text().toLowerCase(Locale.ROOT);
        String prefix = "howdah" + number + "_";
        for (int i = 1; isTaken(prefix, text, source.columns()); i++) {
            prefix = "howdah" + number + "_" + i + "_";
        }
        return prefix;
    }

    private static boolean isTaken(String prefix, String text, List<ColumnPassage> columns) {
        return text.contains(prefix)
                || columns.stream()
                        .anyMatch(c -> c.name().toLowerCase(Locale.ROOT).contains(prefix));
    }
}
