/**
 * Kùzu's words: cuts Cypher into the tokens that Kùzu 0.11.2 sees and a text into its statements.
 * Whether they make sense stays for Kùzu to say; what can't be read is handed on as it stands.
 */
@NullMarked
package dev.howdah.kuzu.cypher;

import org.jspecify.annotations.NullMarked;
