package dev.howdah.duckdb.jdbc;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a user wants a statement executed.
 *
 * @param owner whose timeout and cancel apply
 * @param asked what is wanted of its result
 * @param keys a RETURNING list for what an INSERT generates, if that is wanted
 */
record Request(
        Parameters parameters, HowdahStatement owner, Asked<?> asked, Optional<String> keys) {
    /** Without generated keys. */
    static Request of(Parameters parameters, HowdahStatement owner, Asked<?> asked) {
        return new Request(parameters, owner, asked, Optional.empty());
    }

    /** The RETURNING list for JDBC's flag. */
    static Optional<String> keys(int flag) {
        return flag == java.sql.Statement.RETURN_GENERATED_KEYS
                ? Optional.of("*")
                : Optional.empty();
    }

    /** The RETURNING list for columns by their number in the table, from 1. */
    static Optional<String> keys(int[] columns) {
        return columns.length == 0
                ? Optional.empty()
                : Optional.of(
                        Arrays.stream(columns)
                                .mapToObj(i -> "#" + i)
                                .collect(Collectors.joining(", ")));
    }

    /** The RETURNING list for columns by name. */
    static Optional<String> keys(String[] columns) {
        return columns.length == 0
                ? Optional.empty()
                : Optional.of(
                        Arrays.stream(columns)
                                .map(dev.howdah.postgres.sql.Identifier::quote)
                                .collect(Collectors.joining(", ")));
    }
}
