/**
 * The one seam to Kùzu's Java API: statements whose failures are exceptions, transactions, and what
 * the graph's own tables look like. Knows nothing of PostgreSQL.
 */
@NullMarked
package dev.howdah.kuzu.graph;

import org.jspecify.annotations.NullMarked;
