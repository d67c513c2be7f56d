package dev.howdah.kuzu.importgraph;

import dev.howdah.postgres.sql.Identifier;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of PostgreSQL a table of the graph was made from. The table's comment in Kùzu says so, for
 * the next import to know it: {@code IMPORT_GRAPH "uw"."public"."film" ("film_id", "title")}, with
 * the constraint's name behind the table's where the relationship is a foreign key.
 */
record Origin(String database, String schema, String table, Optional<String> constraint) {
    private static final String MARK = "IMPORT_GRAPH ";

    /** Behind the path, whose names may hold any character. */
    private static final Pattern PROPERTIES =
            Pattern.compile(
                    "^" + MARK + "(?:\"(?:[^\"]|\"\")*+\"\\.?)+ \\((.*)\\)", Pattern.DOTALL);

    Origin {
        Objects.requireNonNull(database);
        Objects.requireNonNull(schema);
        Objects.requireNonNull(table);
        Objects.requireNonNull(constraint);
    }

    /** What all comments begin with that an import of this schema writes. */
    static String prefix(String database, String schema) {
        return MARK + Identifier.quote(database, schema) + ".";
    }

    /** The comment, which also names the properties: others are the user's own. */
    String comment(List<String> properties) {
        return prefix(database, schema)
                + path()
                + properties.stream()
                        .map(Identifier::quote)
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    /** Whether a comment says that its table was made from this. */
    boolean isIn(String comment) {
        return comment.startsWith(prefix(database, schema) + path() + " (");
    }

    /** Whether a comment names a property; what the table and its schema are called is none. */
    static boolean names(String comment, String property) {
        Matcher properties = PROPERTIES.matcher(comment);
        return properties.find() && properties.group(1).contains(Identifier.quote(property));
    }

    private String path() {
        return Identifier.quote(table)
                + constraint.map(name -> "." + Identifier.quote(name)).orElse("");
    }

    /** As users read it. */
    String label() {
        return schema + "." + table + constraint.map(name -> "." + name).orElse("");
    }
}
