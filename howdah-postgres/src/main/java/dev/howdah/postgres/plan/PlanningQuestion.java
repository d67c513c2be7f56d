package dev.howdah.postgres.plan;

import java.util.Optional;

/**
 * Two statements for one message.
 *
 * @param size one row per table of the relation's tree: its quoted name, its pages, whether it is
 *     foreign
 * @param explain the EXPLAIN of the whole request, if the way it is answered matters
 */
public record PlanningQuestion(String size, Optional<String> explain) {

    /** Both statements in one text. */
    public String sql() {
        return explain.map(sql -> size + ";\n" + sql).orElse(size);
    }

    static String size(int oid) {
        return """
        WITH RECURSIVE tree (oid) AS (
          SELECT %s::pg_catalog.oid
          UNION
          SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN tree ON i.inhparent = tree.oid)
        SELECT pg_catalog.quote_ident(c.relname),
          coalesce(pg_catalog.pg_relation_size(c.oid), 0)
            / pg_catalog.current_setting('block_size')::int8,
          c.relkind = 'f'
        FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.oid"""
                .formatted(Integer.toUnsignedString(oid));
    }
}
