package dev.howdah.postgres.scan;

import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.SelectItem;
import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.wire.PreparedQuery;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lays a SELECT with casts around a statement, for columns that a host can't take as they are. Not
 * every statement can stand in one; the server says so.
 *
 * @param template the list of casts, the statement and the names of its columns go in
 * @param alone whether a refusal would cost the transaction, so that a savepoint is needed
 */
record CastStatement(Lease lease, String template, boolean alone) {
    private static final String SAVEPOINT = "howdah_cast";

    static CastStatement inQuery(Lease lease) {
        return new CastStatement(lease, "SELECT %1$s FROM (\n%2$s\n) AS q (%3$s)", false);
    }

    /** What changes rows may stand in WITH only. */
    static CastStatement inWriter(Lease lease) {
        return new CastStatement(lease, "WITH q (%3$s) AS (\n%2$s\n) SELECT %1$s FROM q", true);
    }

    /** The statement with its casts, if the server takes it. */
    Optional<PreparedQuery> prepare(PreparedQuery prepared, List<ColumnMapping> mappings) {
        List<String> names = IntStream.range(0, mappings.size()).mapToObj(i -> "c" + i).toList();
        String items =
                IntStream.range(0, mappings.size())
                        .mapToObj(i -> SelectItem.render(names.get(i), mappings.get(i)))
                        .collect(Collectors.joining(", "));
        String sql =
                template.formatted(items, withoutEnd(prepared.sql()), String.join(", ", names));
        if (alone) {
            lease.session().execute("SAVEPOINT " + SAVEPOINT);
        }
        Optional<PreparedQuery> wrapped = tryPrepare(sql);
        if (alone) {
            lease.session()
                    .execute(
                            wrapped.isPresent()
                                    ? "RELEASE SAVEPOINT " + SAVEPOINT
                                    : "ROLLBACK TO SAVEPOINT %1$s; RELEASE SAVEPOINT %1$s"
                                            .formatted(SAVEPOINT));
        }
        return wrapped.filter(
                query -> query.parameterTypeOids().equals(prepared.parameterTypeOids()));
    }

    private Optional<PreparedQuery> tryPrepare(String sql) {
        try {
            return Optional.of(lease.session().prepare(sql));
        } catch (HowdahException refused) {
            lease.settle();
            return Optional.empty();
        }
    }

    private static String withoutEnd(String sql) {
        return sql.strip().replaceFirst("[;\\s]+$", "");
    }
}
