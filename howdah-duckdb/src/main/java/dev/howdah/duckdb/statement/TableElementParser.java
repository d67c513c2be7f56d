package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ChangeStatement.ColumnConstraint;
import dev.howdah.duckdb.statement.ChangeStatement.TableElement;
import dev.howdah.duckdb.statement.ChangeStatement.TableElement.ColumnDefinition;
import dev.howdah.duckdb.statement.ChangeStatement.TableElement.ForeignKey;
import dev.howdah.duckdb.statement.ChangeStatement.TableElement.TableConstraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses a column or a constraint of a table. */
final class TableElementParser {
    /** The words that begin a constraint, so none of them can be part of a type. */
    private static final String[] CONSTRAINTS = {
        "CONSTRAINT",
        "NOT",
        "NULL",
        "PRIMARY",
        "UNIQUE",
        "CHECK",
        "DEFAULT",
        "COLLATE",
        "REFERENCES",
        "GENERATED",
        "AS",
        "USING",
        "DEFERRABLE",
        "INITIALLY"
    };

    private final ClauseReader in;

    TableElementParser(ClauseReader in) {
        this.in = in;
    }

    TableElement parse() {
        TableElement element = atConstraint() ? constraint() : column();
        in.expectEnd();
        return element;
    }

    /** Whether a constraint of a table stands here and no column. */
    boolean atConstraint() {
        return in.isAny(0, "CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");
    }

    private TableElement constraint() {
        Token first = in.next();
        Optional<String> name = constraintName();
        if (in.accept("FOREIGN", "KEY")) {
            return foreignKey(name);
        }
        if (in.accept("CHECK")) {
            in.bracketed();
        } else if (in.accept("PRIMARY", "KEY") || in.accept("UNIQUE")) {
            in.requiredNames();
        } else {
            throw in.syntaxError("PRIMARY KEY, UNIQUE, CHECK or FOREIGN KEY");
        }
        return new TableConstraint(in.since(first));
    }

    private Optional<String> constraintName() {
        return in.accept("CONSTRAINT") ? Optional.of(in.identifier()) : Optional.empty();
    }

    private ForeignKey foreignKey(Optional<String> name) {
        List<String> columns = in.requiredNames();
        in.expect("REFERENCES");
        ObjectName referenced = in.requiredObjectName();
        return new ForeignKey(name, columns, referenced, in.names().orElse(List.of()), actions());
    }

    private String actions() {
        Token first = in.peek();
        boolean any = false;
        while (in.accept("ON")) {
            if (!in.acceptAny("DELETE", "UPDATE")) {
                throw in.syntaxError("DELETE or UPDATE");
            }
            any = true;
            if (!(in.acceptAny("CASCADE", "RESTRICT")
                    || in.accept("NO", "ACTION")
                    || in.accept("SET", "NULL")
                    || in.accept("SET", "DEFAULT"))) {
                throw in.syntaxError("CASCADE, RESTRICT, NO ACTION, SET NULL or SET DEFAULT");
            }
        }
        return any && first != null ? in.since(first) : "";
    }

    private ColumnDefinition column() {
        if (in.at("LIKE")) {
            throw in.syntaxError(
                    "a column (for another table's columns: CREATE TABLE … AS FROM that WITH NO DATA)");
        }
        String name = in.identifier();
        if (in.at('.')) {
            throw ClauseReader.error(
                    "a field of a struct can't be defined by itself: PostgreSQL holds structs as"
                            + " jsonb");
        }
        boolean typed = !in.atEnd() && !in.isAny(0, CONSTRAINTS);
        Optional<String> type = typed ? Optional.of(in.upTo(CONSTRAINTS)) : Optional.empty();
        List<ColumnConstraint> constraints = new ArrayList<>();
        while (!in.atEnd()) {
            constraints.add(columnConstraint());
        }
        if (!typed
                && constraints.stream().noneMatch(ColumnConstraint.Generated.class::isInstance)) {
            throw ClauseReader.error(
                    "column \"%s\" must have a type or be GENERATED: write one behind its name"
                            .formatted(name));
        }
        return new ColumnDefinition(name, type, constraints);
    }

    private ColumnConstraint columnConstraint() {
        Token first = in.next();
        Optional<String> name = constraintName();
        if (in.accept("DEFAULT")) {
            return new ColumnConstraint.Default(in.cut(this::endsDefault));
        }
        if (in.accept("REFERENCES")) {
            ObjectName referenced = in.requiredObjectName();
            List<String> columns = in.names().orElse(List.of());
            return new ColumnConstraint.References(referenced, columns, actions(), name);
        }
        if (in.accept("AS")) {
            return generated();
        }
        if (in.accept("GENERATED")) {
            return generatedOrIdentity(first);
        }
        if (in.accept("CHECK")) {
            in.bracketed();
        } else if (in.accept("COLLATE")) {
            in.requiredObjectName();
        } else if (!(in.accept("NOT", "NULL")
                || in.accept("NULL")
                || in.accept("PRIMARY", "KEY")
                || in.accept("UNIQUE"))) {
            throw in.syntaxError("a constraint of the column");
        }
        return new ColumnConstraint.Plain(in.since(first));
    }

    /** A default may hold IS NULL, IS NOT NULL, NOT IN and the like. */
    private boolean endsDefault(int ahead) {
        if (ahead == 0 || !in.isAny(ahead, CONSTRAINTS)) {
            return false;
        }
        boolean test =
                in.isAny(ahead - 1, "IS")
                        || (ahead > 1 && in.isAny(ahead - 1, "NOT") && in.isAny(ahead - 2, "IS"));
        if (in.isAny(ahead, "NULL")) {
            return !test;
        }
        return !in.isAny(ahead, "NOT") || (!test && in.isAny(ahead + 1, "NULL"));
    }

    private ColumnConstraint generated() {
        String expression = in.bracketed();
        boolean virtual = in.accept("VIRTUAL");
        if (!virtual) {
            in.accept("STORED");
        }
        return new ColumnConstraint.Generated(expression, virtual);
    }

    private ColumnConstraint generatedOrIdentity(Token first) {
        boolean always = in.accept("ALWAYS");
        if (!always) {
            in.expect("BY");
            in.expect("DEFAULT");
        }
        in.expect("AS");
        if (always && in.at('(')) {
            return generated();
        }
        in.expect("IDENTITY");
        if (in.at('(')) {
            in.bracketed();
        }
        return new ColumnConstraint.Identity(in.since(first));
    }
}
