package dev.howdah.postgres.predicate;

/**
 * How the server holds text.
 *
 * @param utf8 whether its encoding is UTF-8. Elsewhere a literal may have no counterpart, which is
 *     an error on the server, and bytes order differently
 */
public record ServerText(boolean utf8) {}
