package dev.howdah.kuzu.predicate;

/**
 * A column of the source.
 *
 * @param name its exact name, without quotes
 * @param kind what it is
 */
public record PushableColumn(String name, ColumnKind kind) {}
