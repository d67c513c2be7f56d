/**
 * A graph made from a relational schema: keys become nodes and relationships, the DDL for them, and
 * the load in one snapshot.
 */
@NullMarked
package dev.howdah.kuzu.importgraph;

import org.jspecify.annotations.NullMarked;
