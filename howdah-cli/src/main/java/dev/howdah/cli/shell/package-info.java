/**
 * The shell: reads statements from a terminal, a file or the command line, runs them on one engine
 * and prints what they answer. Of engines it knows the one for SQL: JDBC and the lexer, nothing of
 * PostgreSQL.
 */
@NullMarked
package dev.howdah.cli.shell;

import org.jspecify.annotations.NullMarked;
