package dev.howdah.kuzu.copy;

import dev.howdah.kuzu.cypher.Span;
import dev.howdah.kuzu.rewrite.ResolvedSource;
import dev.howdah.kuzu.statement.Reference;
import dev.howdah.kuzu.type.ColumnPassage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A query that only names columns of one source, so that these can be copied without it. */
final class PlainQuery {
    private PlainQuery() {}

    /** Whether the query is a reference and a RETURN. */
    static Optional<ReturnClause> read(String text, Span inside, List<Reference> references) {
        if (references.size() != 1) {
            return Optional.empty();
        }
        Reference reference = references.getFirst();
        boolean alone =
                reference.before().of(text).isBlank()
                        && reference.where().isEmpty()
                        && reference.yields().isEmpty()
                        && reference.headers().isEmpty();
        if (!alone) {
            return Optional.empty();
        }
        String query = inside.of(text);
        int end = reference.clause().end() - inside.start();
        return ReturnClause.read(query)
                .filter(clause -> clause.before().substring(end).isBlank())
                .filter(clause -> !clause.distinct() && clause.behind().isBlank())
                .filter(
                        clause ->
                                (clause.items().size() == 1 && clause.hasStar())
                                        || clause.items().stream()
                                                .allMatch(ReturnClause.Item::isVariable));
    }

    /** The columns that it names; empty if there is one that the source hasn't. */
    static Optional<List<ColumnPassage>> columns(ReturnClause clause, ResolvedSource source) {
        if (clause.hasStar()) {
            return Optional.of(source.columns());
        }
        List<ColumnPassage> columns = new ArrayList<>();
        for (ReturnClause.Item item : clause.items()) {
            List<ColumnPassage> found =
                    source.columns().stream()
                            .filter(column -> column.name().equalsIgnoreCase(item.variable()))
                            .toList();
            if (found.size() != 1) {
                return Optional.empty();
            }
            columns.add(found.getFirst());
        }
        return Optional.of(columns);
    }
}
