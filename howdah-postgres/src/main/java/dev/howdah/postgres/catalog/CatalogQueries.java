package dev.howdah.postgres.catalog;

/**
 * The questions to pg_catalog. They use no column that PostgreSQL 14 lacks, and each returns one
 * row per thing and no arrays, because parsing arrays costs the client more than rows do.
 */
final class CatalogQueries {
    /** Schemas that nobody attaches a database for. */
    private static final String USER_SCHEMA =
            "n.nspname NOT IN ('pg_catalog', 'information_schema')"
                    + " AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'";

    /** Takes an array of names as its parameter. */
    private static final String NAMED_SCHEMA = "n.nspname = ANY (?)";

    private static final String READABLE = "c.relkind IN ('r', 'p', 'v', 'm', 'f')";

    private final String schema;

    private CatalogQueries(String schema) {
        this.schema = schema;
    }

    static CatalogQueries userSchemas() {
        return new CatalogQueries(USER_SCHEMA);
    }

    static CatalogQueries namedSchemas() {
        return new CatalogQueries(NAMED_SCHEMA);
    }

    String schemas() {
        return """
        SELECT n.nspname, d.description
        FROM pg_catalog.pg_namespace n
        LEFT JOIN pg_catalog.pg_description d
          ON d.objoid = n.oid AND d.classoid = 'pg_catalog.pg_namespace'::regclass
        WHERE %s
        ORDER BY n.nspname COLLATE "C"
        """
                .formatted(schema);
    }

    String relations() {
        return """
        SELECT c.oid, n.nspname, c.relname, c.relkind, c.relpages, c.reltuples,
          c.relhassubclass, c.relrowsecurity, c.relhasrules, d.description
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_description d ON d.objoid = c.oid
          AND d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid = 0
        WHERE %s AND %s
        ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
        """
                .formatted(READABLE, schema);
    }

    /**
     * Whether text compares byte by byte is asked of the collation, and for the default one of the
     * database; its provider is read through JSON because version 14 has no such column. Other
     * encodings than these order their bytes differently from UTF-8.
     */
    String columns() {
        return """
        SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attndims, a.attnotnull,
          a.attidentity, a.attgenerated, pg_catalog.pg_get_expr(e.adbin, e.adrelid), d.description,
          coalesce(CASE co.collprovider
            WHEN 'd' THEN (SELECT pg_catalog.getdatabaseencoding() IN ('UTF8', 'LATIN1')
              AND CASE coalesce(pg_catalog.to_jsonb(db) ->> 'datlocprovider', 'c')
                WHEN 'b' THEN true
                WHEN 'c' THEN db.datcollate IN ('C', 'POSIX')
                ELSE false END
              FROM pg_catalog.pg_database db
              WHERE db.datname = pg_catalog.current_database())
            WHEN 'c' THEN co.collcollate IN ('C', 'POSIX')
              AND pg_catalog.getdatabaseencoding() IN ('UTF8', 'LATIN1')
            WHEN 'b' THEN true
            END, false),
          coalesce(co.collisdeterministic, true)
        FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
        LEFT JOIN pg_catalog.pg_attrdef e
          ON a.atthasdef AND e.adrelid = a.attrelid AND e.adnum = a.attnum
        LEFT JOIN pg_catalog.pg_description d ON d.objoid = a.attrelid
          AND d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid = a.attnum
        WHERE a.attnum > 0 AND NOT a.attisdropped AND %s AND %s
        ORDER BY a.attrelid, a.attnum
        """
                .formatted(READABLE, schema);
    }

    String keys() {
        return """
        SELECT k.conrelid, k.conname, k.contype, a.attname, fn.nspname, fc.relname, fa.attname
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN LATERAL
          ROWS FROM (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey))
          WITH ORDINALITY AS part (own, referenced, place)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = part.own
        LEFT JOIN pg_catalog.pg_class fc ON fc.oid = k.confrelid
        LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = fc.relnamespace
        LEFT JOIN pg_catalog.pg_attribute fa
          ON fa.attrelid = k.confrelid AND fa.attnum = part.referenced
        WHERE k.contype IN ('p', 'u', 'f') AND %s AND %s
        ORDER BY k.conrelid, pg_catalog.strpos('puf', k.contype::text),
          k.conname COLLATE "C", part.place
        """
                .formatted(READABLE, schema);
    }

    String indexes() {
        return """
        SELECT i.indrelid, ic.relname, i.indisunique, i.indisvalid,
          pg_catalog.pg_get_indexdef(i.indexrelid)
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
        JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE %s AND %s
        ORDER BY i.indrelid, ic.relname COLLATE "C"
        """
                .formatted(READABLE, schema);
    }

    /** All enums, the types of all columns, and whatever those are made of. */
    String typesOfColumns() {
        return types(
                """
                SELECT DISTINCT a.atttypid
                FROM pg_catalog.pg_attribute a
                JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                WHERE a.attnum > 0 AND NOT a.attisdropped AND %s AND %s
                UNION
                SELECT t.oid FROM pg_catalog.pg_type t WHERE t.typtype = 'e'
                """
                        .formatted(READABLE, schema));
    }

    /** The types of a list of oids, which is the parameter, and whatever they are made of. */
    static String typesByOid() {
        return types("SELECT pg_catalog.unnest(?::pg_catalog.oid[])");
    }

    /** One row per attribute of a composite type, one row for any other type. */
    private static String types(String start) {
        return """
        WITH RECURSIVE used (oid) AS (
          %s
          UNION
          SELECT part.oid
          FROM used
          JOIN pg_catalog.pg_type t ON t.oid = used.oid
          CROSS JOIN LATERAL (
            SELECT t.typelem UNION ALL
            SELECT t.typbasetype UNION ALL
            SELECT a.atttypid FROM pg_catalog.pg_attribute a
            WHERE t.typrelid <> 0 AND a.attrelid = t.typrelid AND a.attnum > 0
              AND NOT a.attisdropped) part (oid)
          WHERE part.oid <> 0)
        SELECT t.oid, n.nspname, t.typname, t.typtype, t.typbasetype, t.typtypmod,
          coalesce((SELECT t.typelem FROM pg_catalog.pg_type e
            WHERE e.oid = t.typelem AND e.typarray = t.oid), 0),
          t.typndims, a.attname, a.atttypid, a.atttypmod, a.attndims
        FROM used
        JOIN pg_catalog.pg_type t ON t.oid = used.oid
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        LEFT JOIN pg_catalog.pg_attribute a ON t.typtype = 'c' AND a.attrelid = t.typrelid
          AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY t.oid, a.attnum
        """
                .formatted(start);
    }

    /** All of them: few databases have many, and one that appears between two queries is there. */
    static String enumLabels() {
        return """
        SELECT e.enumtypid, e.enumlabel
        FROM pg_catalog.pg_enum e
        ORDER BY e.enumtypid, e.enumsortorder
        """;
    }
}
