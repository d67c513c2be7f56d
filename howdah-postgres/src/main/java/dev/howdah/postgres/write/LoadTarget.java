package dev.howdah.postgres.write;

import dev.howdah.postgres.codec.EncodeOptions;
import dev.howdah.postgres.type.WriteColumn;

import java.util.List;
import java.util.Objects;

/**
 * Where rows go.
 *
 * @param relation the relation as SQL, quoted, with its schema if it has one
 * @param columns the columns that are given; the others get their defaults
 * @param binary whether the rows go in binary form rather than as text
 * @param freeze whether the relation was made in the same transaction, so that its rows can be
 *     written frozen; they are unless the transaction shares its snapshot with readers
 */
public record LoadTarget(
        String relation,
        List<WriteColumn> columns,
        boolean binary,
        boolean freeze,
        EncodeOptions options) {
    public LoadTarget {
        Objects.requireNonNull(relation);
        columns = List.copyOf(columns);
        Objects.requireNonNull(options);
    }
}
