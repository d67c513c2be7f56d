package dev.howdah.duckdb.statement;

import dev.howdah.postgres.error.CredentialMask;

import java.util.List;

/**
 * A piece of a statement that can be prepared by itself.
 *
 * @param sql with its parameters numbered from {@code $1} without gaps
 * @param ordinals for each of them its number in the whole statement
 */
public record NumberedSql(String sql, List<Integer> ordinals) {
    public NumberedSql {
        ordinals = List.copyOf(ordinals);
    }

    @Override
    public String toString() {
        return CredentialMask.mask(sql);
    }

    /**
     * A piece whose parameters have the numbers of the whole statement. One that stands twice stays
     * one; a named one, {@code $name}, stays as it is.
     */
    public static NumberedSql of(String sql) {
        return ParameterNumbers.renumber(sql);
    }
}
