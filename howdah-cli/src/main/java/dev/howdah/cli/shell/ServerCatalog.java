package dev.howdah.cli.shell;

/** Questions to a PostgreSQL that the shell is connected to, about what is there. */
final class ServerCatalog {
    static final String KEYWORDS = "SELECT word, 'keyword' FROM pg_catalog.pg_get_keywords()";

    private static final String RELATIONS =
            """
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
              AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_(catalog|toast|temp)'
            """;

    /** What can be completed, as {@link CatalogNames.Name}s. */
    static final String NAMES =
            """
            SELECT n.nspname, 'schema' FROM pg_catalog.pg_namespace n WHERE n.nspname !~ '^pg_toast'
            UNION SELECT c.relname, 'table' %1$s
            UNION SELECT n.nspname || '.' || c.relname, 'table' %1$s
            UNION SELECT a.attname, 'column' FROM pg_catalog.pg_attribute a
              WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attrelid IN (SELECT c.oid %1$s)
            """
                    .formatted(RELATIONS);

    private static final String QUALIFIED =
            "pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)";

    private ServerCatalog() {}

    /** The names of relations like a pattern. */
    static String relations(String pattern) {
        return like(
                "CASE WHEN pg_catalog.pg_table_is_visible(c.oid)"
                        + " THEN pg_catalog.quote_ident(c.relname) ELSE "
                        + QUALIFIED
                        + " END",
                pattern);
    }

    /** How relations like a pattern are defined. */
    static String definitions(String pattern) {
        return like(
                """
                CASE WHEN c.relkind IN ('v', 'm')
                  THEN 'CREATE ' || CASE c.relkind WHEN 'm' THEN 'MATERIALIZED ' ELSE '' END
                    || 'VIEW ' || %1$s || ' AS' || chr(10) || pg_catalog.pg_get_viewdef(c.oid, true)
                  ELSE 'CREATE TABLE ' || %1$s || '('
                    || (SELECT pg_catalog.string_agg(
                          pg_catalog.quote_ident(a.attname) || ' '
                            || pg_catalog.format_type(a.atttypid, a.atttypmod),
                          ', ' ORDER BY a.attnum)
                        FROM pg_catalog.pg_attribute a
                        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
                    || ');'
                END"""
                        .formatted(QUALIFIED),
                pattern);
    }

    private static String like(String wanted, String pattern) {
        return "SELECT %s %s AND c.relname ILIKE '%s' ORDER BY n.nspname, c.relname"
                .formatted(wanted, RELATIONS, pattern.replace("'", "''"));
    }
}
