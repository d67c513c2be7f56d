package dev.howdah.duckdb.statement;

import java.util.Locale;
import java.util.Set;

/** The words that DuckDB takes for a name only in quotes, as duckdb_keywords() lists them. */
final class ReservedWords {
    static final Set<String> ALL =
            Set.of(
                    ("ALL ANALYSE ANALYZE AND ANY ARRAY AS ASC ASYMMETRIC BOTH CASE CAST CHECK "
                                    + "COLLATE COLUMN CONSTRAINT CREATE DEFAULT DEFERRABLE DESC "
                                    + "DESCRIBE DISTINCT DO ELSE END EXCEPT FALSE FETCH FOR "
                                    + "FOREIGN FROM GROUP HAVING IN INITIALLY INTERSECT INTO "
                                    + "LAMBDA LATERAL LEADING LIMIT NOT NULL OFFSET ON ONLY OR "
                                    + "ORDER PIVOT PIVOT_LONGER PIVOT_WIDER PLACING PRIMARY "
                                    + "QUALIFY REFERENCES RETURNING SELECT SHOW SOME SUMMARIZE "
                                    + "SYMMETRIC TABLE THEN TO TRAILING TRUE UNION UNIQUE UNPIVOT "
                                    + "USING VARIADIC WHEN WHERE WINDOW WITH")
                            .split(" "));

    private ReservedWords() {}

    /** Whether the token can't be a name as it stands. */
    static boolean contains(Token token) {
        return token.kind() == Token.Kind.WORD
                && ALL.contains(token.value().toUpperCase(Locale.ROOT));
    }
}
