/**
 * The SQL shell: reads statements from a terminal, a file or the command line, runs them on one
 * connection and prints what they answer. Knows JDBC and the lexer, nothing of PostgreSQL.
 */
@NullMarked
package dev.howdah.cli.shell;

import org.jspecify.annotations.NullMarked;
