/**
 * What the shell needs of Kùzu: the engine with PostgreSQL on its back, its language, and the names
 * of its tables and properties.
 */
@NullMarked
package dev.howdah.cli.cypher;

import org.jspecify.annotations.NullMarked;
