package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ChangeStatement.Conflict;
import dev.howdah.duckdb.statement.ChangeStatement.Insert;
import dev.howdah.duckdb.statement.ChangeStatement.Overriding;
import dev.howdah.duckdb.statement.ChangeStatement.Source;

import java.util.List;
import java.util.Optional;

/** Parses INSERT. */
final class InsertParser {
    private final ClauseReader in;

    InsertParser(ClauseReader in) {
        this.in = in;
    }

    Insert parse(Optional<String> with) {
        in.expect("INSERT");
        Optional<Conflict> action = orAction();
        in.expect("INTO");
        ObjectName target = in.requiredObjectName();
        Optional<String> alias = in.accept("AS") ? Optional.of(in.identifier()) : Optional.empty();
        boolean byName = in.accept("BY", "NAME");
        if (!byName) {
            in.accept("BY", "POSITION");
        }
        Optional<List<String>> columns = in.names();
        Optional<Overriding> overriding = overriding();
        Source source = source();
        if (byName && (columns.isPresent() || !(source instanceof Source.Query))) {
            throw ClauseReader.error(
                    "INSERT BY NAME takes the columns' names from its query: leave out BY NAME, or"
                            + " the list of columns, DEFAULT and DEFAULT VALUES");
        }
        Optional<Conflict> conflict = conflict(action);
        Optional<String> returning = in.clause("RETURNING");
        in.expectEnd();
        return new Insert(
                with, target, alias, columns, byName, source, conflict, returning, overriding);
    }

    private Optional<Conflict> orAction() {
        if (!in.accept("OR")) {
            return Optional.empty();
        }
        if (in.accept("REPLACE")) {
            return Optional.of(new Conflict.OrReplace());
        }
        if (in.accept("IGNORE")) {
            return Optional.of(new Conflict.OrIgnore());
        }
        throw in.syntaxError("REPLACE or IGNORE");
    }

    private Optional<Overriding> overriding() {
        if (!in.accept("OVERRIDING")) {
            return Optional.empty();
        }
        Overriding overriding = in.accept("USER") ? Overriding.USER : Overriding.SYSTEM;
        if (overriding == Overriding.SYSTEM) {
            in.expect("SYSTEM");
        }
        in.expect("VALUE");
        return Optional.of(overriding);
    }

    private Source source() {
        if (in.accept("DEFAULT", "VALUES")) {
            return new Source.DefaultValues();
        }
        Token first = in.peek();
        if (first == null || !(QueryStart.begins(first) || QueryStart.in(in))) {
            in.accept('(');
            throw in.syntaxError("a query, VALUES or a list of columns");
        }
        return ValuesParser.parse(in.upToConflict());
    }

    private Optional<Conflict> conflict(Optional<Conflict> action) {
        if (!in.accept("ON", "CONFLICT")) {
            return action;
        }
        if (action.isPresent()) {
            throw ClauseReader.error(
                    "INSERT OR REPLACE and OR IGNORE can't have an ON CONFLICT clause: leave out"
                            + " one of the two");
        }
        Optional<String> target = in.at("DO") ? Optional.empty() : Optional.of(in.upTo("DO"));
        in.expect("DO");
        if (in.accept("NOTHING")) {
            return Optional.of(new Conflict.DoNothing(target));
        }
        in.expect("UPDATE");
        in.expect("SET");
        return Optional.of(
                new Conflict.DoUpdate(
                        target,
                        new AssignmentParser(in, "WHERE", "RETURNING").parse(),
                        in.clause("WHERE", "RETURNING")));
    }
}
