package dev.howdah.kuzu.statement;

import dev.howdah.kuzu.cypher.Span;

import java.util.List;
import java.util.Optional;

/**
 * A {@code LOAD FROM} or {@code CALL} clause in a query that may read PostgreSQL.
 *
 * @param source what it reads
 * @param clause the clause without its WHERE and YIELD: what is to be replaced
 * @param sourceSpan the source alone, without options
 * @param headers names and types of {@code WITH HEADERS}; empty without
 * @param where the condition behind WHERE, without that word; in a CALL with YIELD it uses the
 *     names that YIELD gives, though it stands before it
 * @param yields the items of YIELD; empty without
 * @param yieldSpan the whole YIELD, with that word
 * @param before the earlier clauses of the same query or UNION branch
 * @param updatesBefore whether one of these changes data, so that they can't be run to ask for
 *     their variables
 * @param mentions names that may mean a column of it
 */
public record Reference(
        Source source,
        Span clause,
        Span sourceSpan,
        List<Header> headers,
        Optional<Span> where,
        List<YieldItem> yields,
        Optional<Span> yieldSpan,
        Span before,
        boolean updatesBefore,
        Mentions mentions) {
    public Reference {
        headers = List.copyOf(headers);
        yields = List.copyOf(yields);
    }

    /** A column of {@code WITH HEADERS}: its new name and its type as written. */
    public record Header(String name, String type) {}

    /** {@code column AS name}, or both the same. */
    public record YieldItem(String column, String name) {}
}
