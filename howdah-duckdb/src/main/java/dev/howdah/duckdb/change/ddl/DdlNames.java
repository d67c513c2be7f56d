package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.catalog.AttachedColumn;
import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.ObjectName;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.catalog.Catalog;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.catalog.Schema;
import dev.howdah.postgres.sql.Identifier;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What names of a statement mean in PostgreSQL. DuckDB finds things whatever the case of their
 * names; what is there is known by its stored spelling, what is made by the spelling that was
 * written.
 */
final class DdlNames {
    /** The schema that every DuckDB database has. */
    private static final String MAIN = "main";

    private final AttachedDatabase database;
    private final String currentSchema;
    private final Map<QualifiedName, List<String>> made = new LinkedHashMap<>();
    private @Nullable String alias;

    /**
     * @param currentSchema what a name of one part lies in
     */
    DdlNames(AttachedDatabase database, String currentSchema) {
        this.database = database;
        this.currentSchema = currentSchema;
    }

    /** Takes another name for the database's too: that of one which is copied into it. */
    DdlNames alsoKnownAs(String name) {
        alias = name;
        return this;
    }

    /** Notes a table that is made by the same statement, so that no catalogue has it. */
    void know(QualifiedName table, List<String> columns) {
        made.put(table, List.copyOf(columns));
    }

    private Optional<QualifiedName> made(ObjectName name) {
        QualifiedName wanted = created(name);
        return made.keySet().stream()
                .filter(table -> table.schema().equals(wanted.schema()))
                .filter(table -> table.name().equalsIgnoreCase(wanted.name()))
                .findFirst();
    }

    /** Whether a word is the name by which DuckDB knows the database. */
    boolean isDatabase(String word) {
        return word.equalsIgnoreCase(database.name()) || word.equalsIgnoreCase(alias);
    }

    /** The schema that a name of one part lies in. */
    String currentSchema() {
        return storedSchema(currentSchema);
    }

    String defaultSchema() {
        return storedSchema(database.defaultSchema());
    }

    /** The name of a thing that is not there yet. */
    QualifiedName created(ObjectName name) {
        String schema = schemaOf(name);
        // It would stay on the connection that made it, and be found there by who gets that next.
        TableSql.requirePermanent(schema.startsWith("pg_temp"), name);
        return new QualifiedName(schema, name.last());
    }

    /** The name of a relation that may be there. */
    QualifiedName existing(ObjectName name) {
        return made(name)
                .or(
                        () ->
                                find(name)
                                        .map(AttachedTable::relation)
                                        .map(
                                                found ->
                                                        new QualifiedName(
                                                                found.schema(), found.name())))
                .orElseGet(() -> created(name));
    }

    /** The relation of this name. */
    Optional<AttachedTable> find(ObjectName name) {
        return database.findTable(schemaOf(name), name.last());
    }

    /** A relation by the names in a piece of SQL. */
    Optional<AttachedTable> find(String schema, String name) {
        return database.findTable(storedSchema(schema), name);
    }

    /** An index of this name, whatever the case of its letters. */
    Optional<QualifiedName> index(QualifiedName name) {
        return database.tables().stream()
                .map(AttachedTable::relation)
                .filter(relation -> relation.schema().equals(name.schema()))
                .flatMap(relation -> relation.indexes().stream())
                .map(Relation.Index::name)
                .filter(name.name()::equalsIgnoreCase)
                .sorted(Comparator.comparing(found -> !found.equals(name.name())))
                .findFirst()
                .map(found -> new QualifiedName(name.schema(), found));
    }

    /** The name of a schema. */
    String schema(ObjectName name) {
        return storedSchema(name.last());
    }

    /** A schema that a piece of SQL names. */
    String storedSchema(String schema) {
        Catalog catalog = database.remote().catalog();
        Optional<String> stored = catalog.findSchema(schema).map(Schema::name);
        if (stored.isPresent()) {
            return stored.get();
        }
        return schema.equalsIgnoreCase(MAIN) && !database.defaultSchema().equals(schema)
                ? defaultSchema()
                : schema;
    }

    /** The relations that a query may read, by what it mentions, and their columns. */
    List<String> mentionedIn(String query) {
        Set<String> words =
                Lexer.tokenize(query).stream()
                        .filter(Token::isName)
                        .map(token -> token.value().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        Set<String> found = new LinkedHashSet<>();
        made.forEach(
                (table, columns) -> {
                    if (words.contains(table.name().toLowerCase(Locale.ROOT))) {
                        found.add(table.name());
                        found.addAll(columns);
                    }
                });
        for (AttachedTable table : database.tables()) {
            if (words.contains(table.name().toLowerCase(Locale.ROOT))) {
                found.add(table.relation().name());
                table.columns().forEach(column -> found.add(column.column().name()));
            }
        }
        return List.copyOf(found);
    }

    /** The columns of a relation by their stored names; none if it is not known. */
    List<String> columns(ObjectName table) {
        Optional<QualifiedName> made = made(table);
        if (made.isPresent()) {
            return this.made.getOrDefault(made.get(), List.of());
        }
        return find(table).stream()
                .flatMap(found -> found.columns().stream())
                .map(column -> column.column().name())
                .toList();
    }

    /** The stored spelling of a column, quoted. */
    String column(ObjectName table, String column) {
        return find(table).stream()
                .flatMap(found -> found.columns().stream())
                .filter(found -> found.viewName().equalsIgnoreCase(column))
                .map(AttachedColumn::column)
                .findFirst()
                .map(found -> Identifier.quote(found.name()))
                .orElseGet(() -> Identifier.quote(column));
    }

    private String schemaOf(ObjectName name) {
        return switch (name.size()) {
            case 1 -> currentSchema();
            case 2 -> isDatabase(name.first()) ? defaultSchema() : storedSchema(name.first());
            default -> storedSchema(name.parts().get(name.size() - 2));
        };
    }
}
