package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.util.Optional;

/**
 * Refuses to read a part of a relation again whose rows may have moved to other pages.
 *
 * <p>A lost session loses its lock too, so VACUUM FULL, CLUSTER or TRUNCATE may come between. They
 * all give a table another file. What the catalogue says of it, read in the snapshot, is compared
 * with the file in use, which pg_relation_filenode() tells whatever the snapshot; EXPLAIN has
 * locked the tables before, so it stays like that. Plain VACUUM moves nothing, and it keeps what a
 * snapshot sees as long as the transaction lives that exported it.
 *
 * @param oid the relation's
 */
record RewriteGuard(int oid) {
    /**
     * Throws unless all rows are where they were when the snapshot was taken.
     *
     * @param session sees the snapshot, and stays in its transaction
     * @param selectSql what will be read
     */
    void check(Session session, String selectSql) {
        session.execute("EXPLAIN " + selectSql);
        if (!session.readText(unmoved()).equals(Optional.of("true"))) {
            throw HowdahException.of(
                    ErrorKind.CONNECTION,
                    "A connection was lost, and the table was rewritten before it could be read"
                            + " again; run the statement again");
        }
    }

    private String unmoved() {
        return """
        WITH RECURSIVE tree (oid) AS (
          SELECT %s::pg_catalog.oid
          UNION
          SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN tree ON i.inhparent = tree.oid)
        SELECT pg_catalog.bool_and(
          coalesce(c.relfilenode = pg_catalog.pg_relation_filenode(c.oid), false))
        FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.oid WHERE c.relkind IN ('r', 'm')"""
                .formatted(Integer.toUnsignedString(oid));
    }
}
