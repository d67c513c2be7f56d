/**
 * Recogniser: which Cypher statements are Howdah's own, and where the others refer to PostgreSQL.
 * Knows clauses, names and brackets; positions are in the text that was given.
 */
@NullMarked
package dev.howdah.kuzu.statement;

import org.jspecify.annotations.NullMarked;
