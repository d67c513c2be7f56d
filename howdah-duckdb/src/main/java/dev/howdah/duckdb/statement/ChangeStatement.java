package dev.howdah.duckdb.statement;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A statement that changes an attached PostgreSQL, taken apart at its clauses. Expressions and
 * queries stay as they were written, except that parameters are numbered: {@code ?} has become
 * {@code $1}, {@code $2}, … in the order of the whole statement.
 */
public sealed interface ChangeStatement {

    /** A statement that writes rows of one table. */
    sealed interface RowChange extends ChangeStatement {
        /** What stands before the statement's verb: {@code WITH …}, or nothing. */
        Optional<String> with();

        ObjectName target();

        /** The name by which its expressions know the target. */
        Optional<String> alias();

        /** The list behind RETURNING. */
        Optional<String> returning();
    }

    /**
     * INSERT.
     *
     * @param columns in the order in which the source gives them; empty for all
     * @param byName whether the source's names say which columns they fill
     * @param overriding whose values win in identity columns, if the statement says so
     */
    record Insert(
            Optional<String> with,
            ObjectName target,
            Optional<String> alias,
            Optional<List<String>> columns,
            boolean byName,
            Source source,
            Optional<Conflict> conflict,
            Optional<String> returning,
            Optional<Overriding> overriding)
            implements RowChange {
        public Insert {
            Objects.requireNonNull(source);
            columns = columns.map(List::copyOf);
        }

        /** The same with RETURNING. */
        public Insert withReturning(String list) {
            return new Insert(
                    with, target, alias, columns, byName, source, conflict, Optional.of(list));
        }

        /** An INSERT without OVERRIDING. */
        public Insert(
                Optional<String> with,
                ObjectName target,
                Optional<String> alias,
                Optional<List<String>> columns,
                boolean byName,
                Source source,
                Optional<Conflict> conflict,
                Optional<String> returning) {
            this(
                    with,
                    target,
                    alias,
                    columns,
                    byName,
                    source,
                    conflict,
                    returning,
                    Optional.empty());
        }
    }

    /** OVERRIDING … VALUE. */
    enum Overriding {
        /** The statement's values, also where the column is GENERATED ALWAYS. */
        SYSTEM,
        /** The sequence's values: the statement's are ignored. */
        USER
    }

    /** Where the rows of an INSERT come from. */
    sealed interface Source {
        /** Any query, VALUES without DEFAULT included. */
        record Query(String sql) implements Source {}

        /**
         * VALUES with a DEFAULT in it.
         *
         * @param rows expressions, empty where DEFAULT stands
         */
        record ValuesWithDefaults(List<List<Optional<String>>> rows) implements Source {
            public ValuesWithDefaults {
                rows = rows.stream().map(List::copyOf).toList();
            }
        }

        /** DEFAULT VALUES. */
        record DefaultValues() implements Source {}
    }

    /** What happens to a row that is there already. */
    sealed interface Conflict {
        /** INSERT OR REPLACE. */
        record OrReplace() implements Conflict {}

        /** INSERT OR IGNORE. */
        record OrIgnore() implements Conflict {}

        /**
         * ON CONFLICT … DO NOTHING.
         *
         * @param target what stands between CONFLICT and DO, such as {@code (a, b)}
         */
        record DoNothing(Optional<String> target) implements Conflict {}

        /** ON CONFLICT … DO UPDATE SET … [WHERE …]. */
        record DoUpdate(
                Optional<String> target, List<Assignment> assignments, Optional<String> where)
                implements Conflict {
            public DoUpdate {
                assignments = List.copyOf(assignments);
            }
        }
    }

    /**
     * One column of a SET list; {@code (a, b) = (1, 2)} becomes two.
     *
     * @param expression empty for DEFAULT
     */
    record Assignment(String column, Optional<String> expression) {}

    /** UPDATE. */
    record Update(
            Optional<String> with,
            ObjectName target,
            Optional<String> alias,
            List<Assignment> assignments,
            Optional<String> from,
            Optional<String> where,
            Optional<String> returning)
            implements RowChange {
        public Update {
            assignments = List.copyOf(assignments);
        }
    }

    /** DELETE. */
    record Delete(
            Optional<String> with,
            ObjectName target,
            Optional<String> alias,
            Optional<String> using,
            Optional<String> where,
            Optional<String> returning)
            implements RowChange {}

    /**
     * MERGE INTO.
     *
     * @param source what stands behind USING, its alias included
     * @param on the condition behind ON; empty if there are {@code usingColumns}
     * @param usingColumns the columns of USING (…) as the join condition
     */
    record Merge(
            Optional<String> with,
            ObjectName target,
            Optional<String> alias,
            String source,
            Optional<String> on,
            List<String> usingColumns,
            List<When> branches,
            Optional<String> returning)
            implements RowChange {
        public Merge {
            usingColumns = List.copyOf(usingColumns);
            branches = List.copyOf(branches);
        }
    }

    /** A branch of MERGE: the first one whose condition holds is taken. */
    record When(Match match, Optional<String> condition, Action action) {}

    /** Which rows a branch of MERGE is for. */
    enum Match {
        MATCHED,
        NOT_MATCHED_BY_TARGET,
        NOT_MATCHED_BY_SOURCE
    }

    /** What a branch of MERGE does. */
    sealed interface Action {
        /**
         * UPDATE SET ….
         *
         * @param assignments empty if all columns are set
         * @param byName whether all columns are set by name rather than by position; only with
         *     empty assignments
         */
        record UpdateRow(List<Assignment> assignments, boolean byName) implements Action {}

        record DeleteRow() implements Action {}

        /**
         * INSERT ….
         *
         * @param columns empty for all
         * @param values an expression each, empty for DEFAULT; none if the source's columns are
         *     taken
         */
        record InsertRow(List<String> columns, boolean byName, List<Optional<String>> values)
                implements Action {}

        /** INSERT DEFAULT VALUES. */
        record InsertDefaults() implements Action {}

        record DoNothing() implements Action {}

        /** ERROR, with an expression for its message. */
        record Fail(Optional<String> message) implements Action {}
    }

    /** TRUNCATE. */
    record Truncate(ObjectName target) implements ChangeStatement {}

    /**
     * COPY … FROM a file.
     *
     * @param columns empty for all
     * @param source the file as it was written, a string or a parameter
     * @param options what stands behind the file, brackets included, or nothing
     * @param format the format if the options name one, in lower case
     */
    record CopyFrom(
            ObjectName target,
            Optional<List<String>> columns,
            String source,
            String options,
            Optional<String> format)
            implements ChangeStatement {}

    /**
     * CREATE TABLE with a list of columns.
     *
     * @param elements what stands between the brackets
     */
    record CreateTable(
            boolean orReplace,
            boolean ifNotExists,
            boolean temporary,
            ObjectName name,
            List<TableElement> elements)
            implements ChangeStatement {
        public CreateTable {
            elements = List.copyOf(elements);
        }
    }

    /** A column or a constraint of a table. */
    sealed interface TableElement {
        /**
         * A column.
         *
         * @param type as it was written; empty for a generated column without one
         * @param constraints what stands behind the type, one entry a constraint
         */
        record ColumnDefinition(
                String name, Optional<String> type, List<ColumnConstraint> constraints)
                implements TableElement {
            public ColumnDefinition {
                constraints = List.copyOf(constraints);
            }
        }

        /** PRIMARY KEY, UNIQUE or CHECK of the table, as it was written, its name included. */
        record TableConstraint(String sql) implements TableElement {}

        /** FOREIGN KEY … REFERENCES …. */
        record ForeignKey(
                Optional<String> name,
                List<String> columns,
                ObjectName referenced,
                List<String> referencedColumns,
                String actions)
                implements TableElement {}
    }

    /** What stands behind a column's type. */
    sealed interface ColumnConstraint {
        /** NOT NULL, NULL, PRIMARY KEY, UNIQUE, CHECK (…), COLLATE …: as it was written. */
        record Plain(String sql) implements ColumnConstraint {}

        record Default(String expression) implements ColumnConstraint {}

        /**
         * REFERENCES other (columns).
         *
         * @param actions what stands behind, such as {@code ON DELETE CASCADE}, or nothing
         * @param name of the constraint, if it has one
         */
        record References(
                ObjectName referenced, List<String> columns, String actions, Optional<String> name)
                implements ColumnConstraint {
            public References {
                columns = List.copyOf(columns);
            }

            /** A constraint without a name. */
            public References(ObjectName referenced, List<String> columns, String actions) {
                this(referenced, columns, actions, Optional.empty());
            }
        }

        /**
         * GENERATED ALWAYS AS (expression), or AS (expression); without the brackets.
         *
         * @param virtual whether VIRTUAL stands behind it
         */
        record Generated(String expression, boolean virtual) implements ColumnConstraint {
            /** A column that does not say where its values are. */
            public Generated(String expression) {
                this(expression, false);
            }
        }

        /** GENERATED … AS IDENTITY …: as it was written. */
        record Identity(String sql) implements ColumnConstraint {}
    }

    /** CREATE TABLE … AS. */
    record CreateTableAs(
            boolean orReplace,
            boolean ifNotExists,
            boolean temporary,
            ObjectName name,
            List<String> columns,
            String query,
            boolean withData)
            implements ChangeStatement {}

    record CreateSchema(boolean orReplace, boolean ifNotExists, ObjectName name)
            implements ChangeStatement {}

    /**
     * CREATE VIEW.
     *
     * @param columns names of its columns, or none
     */
    record CreateView(
            boolean orReplace,
            boolean ifNotExists,
            boolean temporary,
            ObjectName name,
            List<String> columns,
            String query)
            implements ChangeStatement {}

    /**
     * CREATE INDEX.
     *
     * @param rest what stands behind the table: {@code [USING …] (…) …}
     */
    record CreateIndex(
            boolean unique,
            boolean ifNotExists,
            Optional<ObjectName> name,
            ObjectName table,
            String rest)
            implements ChangeStatement {}

    /**
     * CREATE TYPE.
     *
     * @param definition what stands behind AS, such as {@code ENUM ('a', 'b')}
     */
    record CreateType(boolean orReplace, boolean ifNotExists, ObjectName name, String definition)
            implements ChangeStatement {}

    /**
     * CREATE SEQUENCE.
     *
     * @param options what stands behind the name
     */
    record CreateSequence(boolean orReplace, boolean ifNotExists, ObjectName name, String options)
            implements ChangeStatement {}

    /**
     * DROP.
     *
     * @param kind TABLE, VIEW, MATERIALIZED VIEW, INDEX, TYPE, SEQUENCE or SCHEMA
     * @param behaviour CASCADE, RESTRICT or nothing
     */
    record Drop(String kind, boolean ifExists, List<ObjectName> names, String behaviour)
            implements ChangeStatement {}

    /**
     * ALTER TABLE, ALTER VIEW and the like.
     *
     * @param kind TABLE, VIEW, SEQUENCE, SCHEMA …
     * @param action what stands behind the name
     */
    record Alter(String kind, boolean ifExists, ObjectName name, AlterAction action)
            implements ChangeStatement {}

    /** What ALTER does. */
    sealed interface AlterAction {
        /** ADD COLUMN. */
        record AddColumn(boolean ifNotExists, TableElement.ColumnDefinition column)
                implements AlterAction {}

        /** ADD [CONSTRAINT name] FOREIGN KEY; the other constraints are {@link Plain}. */
        record AddForeignKey(TableElement.ForeignKey key) implements AlterAction {}

        /** ALTER COLUMN … [SET DATA] TYPE … [USING …]. */
        record SetType(String column, Optional<String> type, Optional<String> using)
                implements AlterAction {}

        /** Everything that both sides write alike: as it was written. */
        record Plain(String sql) implements AlterAction {}
    }

    /**
     * COMMENT ON.
     *
     * @param kind TABLE, VIEW, COLUMN, INDEX, SEQUENCE, TYPE, SCHEMA …
     * @param name of a column: the column's, behind its table's
     * @param comment a string as it was written, or NULL
     */
    record Comment(String kind, ObjectName name, String comment) implements ChangeStatement {}

    /**
     * A change that PostgreSQL does not know or Howdah does not carry out.
     *
     * @param instead the way out, in which {@code {database}} stands for the database
     */
    record Unsupported(String what, String instead) implements ChangeStatement {
        /** The way out in a database. */
        public String insteadIn(String database) {
            return instead.replace("{database}", database);
        }
    }
}
