/**
 * Statements with their references to PostgreSQL replaced by staged files: which columns and rows
 * are needed, and how the file stands in the Cypher.
 */
@NullMarked
package dev.howdah.kuzu.rewrite;

import org.jspecify.annotations.NullMarked;
