package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ChangeStatement.CreateIndex;
import dev.howdah.duckdb.statement.ChangeStatement.CreateSchema;
import dev.howdah.duckdb.statement.ChangeStatement.CreateSequence;
import dev.howdah.duckdb.statement.ChangeStatement.CreateTable;
import dev.howdah.duckdb.statement.ChangeStatement.CreateTableAs;
import dev.howdah.duckdb.statement.ChangeStatement.CreateType;
import dev.howdah.duckdb.statement.ChangeStatement.CreateView;
import dev.howdah.duckdb.statement.ChangeStatement.TableElement;
import dev.howdah.duckdb.statement.ChangeStatement.Unsupported;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parses CREATE. */
final class CreateParser {
    private final ClauseReader in;
    private boolean orReplace;
    private boolean temporary;
    private boolean ifNotExists;

    CreateParser(ClauseReader in) {
        this.in = in;
    }

    ChangeStatement parse() {
        in.expect("CREATE");
        orReplace = in.accept("OR", "REPLACE");
        temporary = in.acceptAny("TEMP", "TEMPORARY");
        in.accept("PERSISTENT");
        if (in.accept("UNLOGGED")) {
            return UnsupportedChanges.onTheServer("CREATE UNLOGGED TABLE");
        }
        if (in.accept("MATERIALIZED")) {
            return UnsupportedChanges.onTheServer("CREATE MATERIALIZED VIEW");
        }
        if (in.accept("RECURSIVE")) {
            return new Unsupported(
                    "CREATE RECURSIVE VIEW", "write CREATE VIEW … AS WITH RECURSIVE … SELECT …");
        }
        boolean unique = in.accept("UNIQUE");
        String kind = in.identifierOrKeyword().toUpperCase(Locale.ROOT);
        if (kind.equals("INDEX") && in.at("CONCURRENTLY")) {
            return UnsupportedChanges.onTheServer("CREATE INDEX CONCURRENTLY");
        }
        if (temporary && !kind.equals("TABLE") && !kind.equals("VIEW")) {
            return new Unsupported(
                    "CREATE TEMP " + kind,
                    "name it without the database: DuckDB keeps what is temporary itself");
        }
        ifNotExists = in.accept("IF", "NOT", "EXISTS");
        return switch (kind) {
            case "TABLE" -> table();
            case "VIEW" -> view();
            case "INDEX" -> index(unique);
            case "SCHEMA" -> schema();
            case "TYPE" -> type();
            case "SEQUENCE" ->
                    new CreateSequence(
                            orReplace, ifNotExists, in.requiredObjectName(), in.remainder());
            default -> UnsupportedChanges.kind("CREATE", kind);
        };
    }

    private ChangeStatement table() {
        ObjectName name = in.requiredObjectName();
        Optional<List<String>> names = in.names();
        if (in.accept("AS")) {
            return tableAs(name, names.orElse(List.of()));
        }
        if (names.isPresent()) {
            throw ClauseReader.error(
                    "column \"%s\" must have a type or be GENERATED: write one behind its name"
                            .formatted(names.get().getFirst()));
        }
        List<TableElement> elements =
                in.bracketedItems().stream()
                        .map(item -> new TableElementParser(new ClauseReader(item)).parse())
                        .toList();
        if (temporary && in.accept("ON", "COMMIT")) {
            in.remainder();
        }
        for (String option : List.of("WITH", "PARTITIONED", "PARTITION", "SORTED", "TABLESPACE")) {
            if (in.at(option)) {
                return UnsupportedChanges.onTheServer("CREATE TABLE … " + option);
            }
        }
        in.expectEnd();
        return new CreateTable(orReplace, ifNotExists, temporary, name, elements);
    }

    private ChangeStatement tableAs(ObjectName name, List<String> columns) {
        String query = in.cut(this::atDataClause);
        boolean withData = !in.accept("WITH", "NO", "DATA");
        in.accept("WITH", "DATA");
        in.expectEnd();
        return new CreateTableAs(orReplace, ifNotExists, temporary, name, columns, query, withData);
    }

    /** WITH [NO] DATA as the last words: a common table may be called "data". */
    private boolean atDataClause(int ahead) {
        int data = in.isAny(ahead + 1, "NO") ? ahead + 2 : ahead + 1;
        return in.isAny(ahead, "WITH") && in.isAny(data, "DATA") && in.peek(data + 1) == null;
    }

    private ChangeStatement view() {
        ObjectName name = in.requiredObjectName();
        List<String> columns = in.at('(') ? in.requiredNames() : List.of();
        if (in.at("WITH")) {
            return UnsupportedChanges.onTheServer("CREATE VIEW … WITH (…)");
        }
        in.expect("AS");
        return new CreateView(
                orReplace, ifNotExists, temporary, name, columns, in.cut(ahead -> false));
    }

    private ChangeStatement index(boolean unique) {
        Optional<ObjectName> name =
                in.at("ON") ? Optional.empty() : Optional.of(in.requiredObjectName());
        in.expect("ON");
        ObjectName table = in.requiredObjectName();
        if (!in.at('(') && !in.at("USING")) {
            throw in.syntaxError("a list of columns in brackets");
        }
        return new CreateIndex(unique, ifNotExists, name, table, in.remainder());
    }

    private ChangeStatement schema() {
        ObjectName name = in.requiredObjectName();
        in.expectEnd();
        return new CreateSchema(orReplace, ifNotExists, name);
    }

    private ChangeStatement type() {
        ObjectName name = in.requiredObjectName();
        in.expect("AS");
        return new CreateType(orReplace, ifNotExists, name, in.cut(ahead -> false));
    }
}
