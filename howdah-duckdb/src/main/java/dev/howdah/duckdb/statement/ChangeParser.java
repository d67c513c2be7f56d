package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ParsedStatement.Change;
import dev.howdah.duckdb.statement.ParsedStatement.ObjectKind;
import dev.howdah.duckdb.statement.ParsedStatement.Query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds out which object a statement changes, if it changes any. */
final class ChangeParser {
    private final String text;
    private final TokenReader in;

    ChangeParser(String text, TokenReader in) {
        this.text = text;
        this.in = in;
    }

    Optional<? extends ParsedStatement> parse() {
        if (in.accept("WITH")) {
            skipCommonTables();
            if (!atChange()) {
                return Optional.of(new Query(text));
            }
        }
        String verb = in.name().orElse("").toUpperCase(Locale.ROOT);
        return switch (verb) {
            case "INSERT" -> insert();
            case "UPDATE" -> named(verb, true);
            case "DELETE" -> in.accept("FROM") ? named(verb, true) : Optional.empty();
            case "MERGE" -> in.accept("INTO") ? named(verb, true) : Optional.empty();
            case "TRUNCATE" -> {
                in.accept("TABLE");
                yield named(verb, false);
            }
            case "COPY" -> copy();
            case "CREATE" -> create();
            case "DROP" -> drop();
            case "ALTER" -> alter();
            case "COMMENT" -> comment();
            case "IMPORT" ->
                    Optional.of(new Change(text, verb, ObjectKind.IN_SCHEMA, List.of(), false));
            case "EXPORT" -> export();
            case "VACUUM", "ANALYZE" -> maintenance(verb);
            default -> Optional.empty();
        };
    }

    private boolean atChange() {
        return in.at("INSERT") || in.at("UPDATE") || in.at("DELETE") || in.at("MERGE");
    }

    private void skipCommonTables() {
        in.accept("RECURSIVE");
        do {
            in.name();
            in.skipParentheses();
            if (in.accept("USING", "KEY")) {
                in.skipParentheses();
            }
            in.accept("AS");
            in.accept("NOT");
            in.accept("MATERIALIZED");
            in.skipParentheses();
        } while (in.accept(','));
    }

    private Optional<Change> insert() {
        if (in.accept("OR")) {
            in.acceptAny("REPLACE", "IGNORE");
        }
        return in.accept("INTO") ? named("INSERT", true) : Optional.empty();
    }

    private Optional<Change> named(String verb, boolean reads) {
        return in.objectName()
                .map(name -> new Change(text, verb, ObjectKind.IN_SCHEMA, List.of(name), reads));
    }

    private Optional<? extends ParsedStatement> copy() {
        if (in.at('(')) {
            return Optional.of(new Query(text));
        }
        Optional<ObjectName> table = in.objectName();
        in.skipParentheses();
        if (table.isPresent() && in.accept("FROM")) {
            return Optional.of(
                    new Change(text, "COPY", ObjectKind.IN_SCHEMA, List.of(table.get()), false));
        }
        return in.at("TO") ? Optional.of(new Query(text)) : Optional.empty();
    }

    /** No change of a PostgreSQL, but nothing that DuckDB could do with one. */
    private Optional<Change> export() {
        if (!in.accept("DATABASE")) {
            return Optional.empty();
        }
        return in.objectName()
                .map(name -> new Change(text, "EXPORT", ObjectKind.DATABASE, List.of(name), false))
                .or(
                        () ->
                                Optional.of(
                                        new Change(
                                                text,
                                                "EXPORT",
                                                ObjectKind.IN_SCHEMA,
                                                List.of(),
                                                false)));
    }

    /** DuckDB could only tell that it has no such table itself. */
    private Optional<Change> maintenance(String verb) {
        in.skipParentheses();
        in.acceptAny("ANALYZE", "FULL");
        return named(verb, false);
    }

    private Optional<? extends ParsedStatement> create() {
        in.accept("OR", "REPLACE");
        if (in.acceptAny("TEMP", "TEMPORARY") && !in.qualifiedNameAhead()) {
            return in.at("TABLE") && in.keywordAhead("AS")
                    ? Optional.of(new Query(text))
                    : Optional.empty();
        }
        in.acceptAny("PERSISTENT", "UNLOGGED", "UNIQUE", "RECURSIVE");
        in.accept("MATERIALIZED");
        String kind = in.name().orElse("").toUpperCase(Locale.ROOT);
        in.accept("IF", "NOT", "EXISTS");
        return switch (kind) {
            case "SCHEMA" -> created(ObjectKind.SCHEMA, false);
            case "INDEX" -> createIndex();
            case "TABLE" -> created(ObjectKind.IN_SCHEMA, true);
            case "VIEW", "TYPE", "SEQUENCE", "MACRO", "FUNCTION" ->
                    created(ObjectKind.IN_SCHEMA, false);
            case "TRIGGER" -> onTable("CREATE");
            default -> Optional.empty();
        };
    }

    private Optional<Change> created(ObjectKind kind, boolean mayReadAs) {
        return in.objectName()
                .map(
                        name ->
                                new Change(
                                        text,
                                        "CREATE",
                                        kind,
                                        List.of(name),
                                        mayReadAs && in.keywordAhead("AS")));
    }

    private Optional<Change> createIndex() {
        in.accept("CONCURRENTLY");
        in.accept("IF", "NOT", "EXISTS");
        if (!in.at("ON")) {
            in.objectName();
        }
        return in.accept("ON") ? named("CREATE INDEX", false) : Optional.empty();
    }

    /** A trigger lies where its table does. */
    private Optional<Change> onTable(String verb) {
        while (!in.atEnd() && !in.accept("ON")) {
            in.skip();
        }
        return named(verb, false);
    }

    private Optional<Change> drop() {
        in.accept("MATERIALIZED");
        String kind = in.name().orElse("").toUpperCase(Locale.ROOT);
        if (kind.equals("MACRO") || kind.equals("FUNCTION")) {
            in.accept("TABLE");
        }
        in.accept("IF", "EXISTS");
        if (kind.equals("TRIGGER")) {
            return onTable("DROP");
        }
        List<ObjectName> names = new ArrayList<>();
        do {
            in.objectName().ifPresent(names::add);
        } while (in.accept(','));
        return switch (kind) {
            case "SCHEMA" -> dropped(ObjectKind.SCHEMA, names);
            case "TABLE", "VIEW", "INDEX", "TYPE", "SEQUENCE", "MACRO", "FUNCTION" ->
                    dropped(ObjectKind.IN_SCHEMA, names);
            case "DATABASE" -> dropped(ObjectKind.DATABASE, names);
            default -> Optional.empty();
        };
    }

    private Optional<Change> dropped(ObjectKind kind, List<ObjectName> names) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change(text, "DROP", kind, names, false));
    }

    private Optional<Change> alter() {
        in.accept("MATERIALIZED");
        String kind = in.name().orElse("").toUpperCase(Locale.ROOT);
        in.accept("IF", "EXISTS");
        ObjectKind object =
                switch (kind) {
                    case "SCHEMA" -> ObjectKind.SCHEMA;
                    case "DATABASE" -> ObjectKind.DATABASE;
                    default -> ObjectKind.IN_SCHEMA;
                };
        return in.objectName().map(name -> new Change(text, "ALTER", object, List.of(name), false));
    }

    private Optional<Change> comment() {
        if (!in.accept("ON")) {
            return Optional.empty();
        }
        in.accept("MATERIALIZED");
        String kind = in.name().orElse("").toUpperCase(Locale.ROOT);
        ObjectKind object =
                switch (kind) {
                    case "SCHEMA" -> ObjectKind.SCHEMA;
                    case "DATABASE" -> ObjectKind.DATABASE;
                    default -> ObjectKind.IN_SCHEMA;
                };
        if (kind.equals("MACRO") || kind.equals("FUNCTION")) {
            in.accept("TABLE");
        }
        return in.objectName()
                .map(name -> kind.equals("COLUMN") ? name.qualifier() : name)
                .map(name -> new Change(text, "COMMENT", object, List.of(name), false));
    }
}
