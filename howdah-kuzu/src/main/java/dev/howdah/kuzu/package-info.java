/**
 * The face of Howdah for Kùzu: a graph connection that also knows attached PostgreSQL databases.
 * Everything else in this module serves it.
 */
@NullMarked
package dev.howdah.kuzu;

import org.jspecify.annotations.NullMarked;
