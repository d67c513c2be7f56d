package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ChangeStatement.Alter;
import dev.howdah.duckdb.statement.ChangeStatement.AlterAction;
import dev.howdah.duckdb.statement.ChangeStatement.TableElement;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Parses ALTER. */
final class AlterParser {
    private static final Set<String> KINDS =
            Set.of("TABLE", "VIEW", "MATERIALIZED VIEW", "SEQUENCE", "SCHEMA", "INDEX", "TYPE");

    private final ClauseReader in;

    AlterParser(ClauseReader in) {
        this.in = in;
    }

    ChangeStatement parse() {
        in.expect("ALTER");
        String prefix = in.accept("MATERIALIZED") ? "MATERIALIZED " : "";
        String kind = prefix + in.identifierOrKeyword().toUpperCase(Locale.ROOT);
        if (!KINDS.contains(kind)) {
            return UnsupportedChanges.kind("ALTER", kind);
        }
        boolean ifExists = in.accept("IF", "EXISTS");
        ObjectName name = in.requiredObjectName();
        if (in.isAny(0, "SET") && in.isAny(1, "PARTITIONED", "SORTED")) {
            return UnsupportedChanges.onTheServer(
                    "ALTER TABLE … SET PARTITIONED BY and SET SORTED BY");
        }
        AlterAction action = kind.equals("TABLE") ? tableAction() : plain();
        if (in.at(',')) {
            throw ClauseReader.error(
                    "syntax error at or near \",\": one ALTER does one thing; write a statement"
                            + " for each");
        }
        in.expectEnd();
        return new Alter(kind, ifExists, name, action);
    }

    private AlterAction tableAction() {
        if (in.isAny(0, "ADD")) {
            return add();
        }
        if (in.isAny(0, "ALTER")) {
            return alterColumn();
        }
        if (in.isAny(0, "DROP") && !in.isAny(1, "CONSTRAINT")) {
            return dropColumn();
        }
        if (in.isAny(0, "RENAME") && !in.isAny(1, "TO", "CONSTRAINT")) {
            return renameColumn();
        }
        return plain();
    }

    private AlterAction plain() {
        return new AlterAction.Plain(in.item());
    }

    private AlterAction add() {
        Token first = in.next();
        in.expect("ADD");
        if (new TableElementParser(in).atConstraint()) {
            String constraint = in.item();
            return parse(constraint) instanceof TableElement.ForeignKey key
                    ? new AlterAction.AddForeignKey(key)
                    : new AlterAction.Plain(in.since(first));
        }
        in.accept("COLUMN");
        boolean ifNotExists = in.accept("IF", "NOT", "EXISTS");
        if (!(parse(in.item()) instanceof TableElement.ColumnDefinition column)) {
            throw in.syntaxError("a column");
        }
        return new AlterAction.AddColumn(ifNotExists, column);
    }

    private static TableElement parse(String element) {
        return new TableElementParser(new ClauseReader(element)).parse();
    }

    private AlterAction alterColumn() {
        Token first = in.next();
        in.expect("ALTER");
        in.accept("COLUMN");
        String column = column();
        if (in.accept("SET", "DATA", "TYPE") || in.accept("SET", "TYPE") || in.accept("TYPE")) {
            Optional<String> type =
                    in.at("USING") ? Optional.empty() : Optional.of(in.item("USING"));
            Optional<String> using = in.accept("USING") ? Optional.of(in.item()) : Optional.empty();
            return new AlterAction.SetType(column, type, using);
        }
        if (!in.at("SET") && !in.at("DROP") && !in.at("ADD")) {
            throw in.syntaxError("SET, DROP or TYPE");
        }
        in.item();
        return new AlterAction.Plain(in.since(first));
    }

    private AlterAction dropColumn() {
        Token first = in.next();
        in.expect("DROP");
        in.accept("COLUMN");
        in.accept("IF", "EXISTS");
        column();
        in.acceptAny("CASCADE", "RESTRICT");
        return new AlterAction.Plain(in.since(first));
    }

    private AlterAction renameColumn() {
        Token first = in.next();
        in.expect("RENAME");
        in.accept("COLUMN");
        column();
        in.expect("TO");
        in.identifier();
        return new AlterAction.Plain(in.since(first));
    }

    private String column() {
        String column = in.identifier();
        if (in.at('.')) {
            throw ClauseReader.error(
                    "a field of a struct can't be changed by itself: PostgreSQL holds structs as"
                            + " jsonb; UPDATE the whole column");
        }
        return column;
    }
}
