package dev.howdah.kuzu.attach;

import dev.howdah.postgres.catalog.Catalog;
import dev.howdah.postgres.catalog.Schema;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.util.Locale;
import java.util.stream.Collectors;

/** The error for a schema that a database has not. */
final class UnknownSchema {
    private static final String STATE = "3F000";
    private static final int AT_MOST = 10;

    private UnknownSchema() {}

    static HowdahException of(Catalog catalog, String schema) {
        String folded = schema.toLowerCase(Locale.ROOT);
        if (folded.startsWith("pg_") || folded.equals("information_schema")) {
            return error(schema, "the server's own schemas are read by SQL_QUERY");
        }
        String known =
                catalog.schemas().stream()
                        .map(Schema::name)
                        .limit(AT_MOST)
                        .collect(Collectors.joining(", "));
        int more = catalog.schemas().size() - AT_MOST;
        return error(
                schema,
                known.isEmpty()
                        ? "there is none"
                        : "there are " + known + (more > 0 ? " and " + more + " more" : ""));
    }

    private static HowdahException error(String schema, String mend) {
        return HowdahException.of(
                ErrorKind.USER,
                STATE,
                "Binder exception: Schema %s does not exist in the PostgreSQL database; %s"
                        .formatted(schema, mend));
    }
}
