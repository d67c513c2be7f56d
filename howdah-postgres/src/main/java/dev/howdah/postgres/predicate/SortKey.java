package dev.howdah.postgres.predicate;

/** One key of ORDER BY. */
public record SortKey(Expression expression, boolean descending, boolean nullsFirst) {}
