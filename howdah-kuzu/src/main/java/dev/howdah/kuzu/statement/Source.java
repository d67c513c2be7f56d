package dev.howdah.kuzu.statement;

import dev.howdah.kuzu.cypher.Literal;

import java.util.List;

/** Where rows come from, if PostgreSQL may have to deliver them. */
public sealed interface Source {
    /** {@code t}, {@code a.t} or {@code a.s.t}; a lone name may also be none of ours. */
    record Table(List<String> parts) implements Source {
        public Table {
            parts = List.copyOf(parts);
        }
    }

    /** {@code SQL_QUERY(database, sql)}; both are texts or parameters. */
    record SqlQuery(Literal database, Literal sql) implements Source {}

    /** {@code SHOW_ATTACHED_DATABASES()}. */
    record ShowAttachedDatabases() implements Source {}

    /** {@code SHOW_TABLES()}. */
    record ShowTables() implements Source {}

    /** {@code TABLE_INFO(table)}, also of Kùzu's own tables. */
    record TableInfo(Literal table) implements Source {}

    /** A query in parentheses, whose references the statement lists. */
    record Subquery() implements Source {}
}
