/**
 * The PostgreSQL databases that Cypher statements can name, and what their relations look like.
 * They are attached to the DuckDB that stages their rows. Knows no graph.
 */
@NullMarked
package dev.howdah.kuzu.attach;

import org.jspecify.annotations.NullMarked;
