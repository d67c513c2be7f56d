package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ChangeStatement.Action;
import dev.howdah.duckdb.statement.ChangeStatement.Match;
import dev.howdah.duckdb.statement.ChangeStatement.Merge;
import dev.howdah.duckdb.statement.ChangeStatement.When;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses MERGE INTO. */
final class MergeParser {
    private final ClauseReader in;

    MergeParser(ClauseReader in) {
        this.in = in;
    }

    Merge parse(Optional<String> with) {
        in.expect("MERGE");
        in.expect("INTO");
        ObjectName target = in.requiredObjectName();
        Optional<String> alias = in.alias("USING");
        in.expect("USING");
        String source = in.upToLast("WHEN", "ON", "USING");
        Optional<String> on = in.clause("ON", "WHEN");
        List<String> usingColumns = List.of();
        if (on.isEmpty()) {
            in.expect("USING");
            usingColumns = in.requiredNames();
        }
        List<When> branches = new ArrayList<>();
        do {
            branches.add(branch());
        } while (in.at("WHEN"));
        Optional<String> returning = in.clause("RETURNING");
        in.expectEnd();
        return new Merge(with, target, alias, source, on, usingColumns, branches, returning);
    }

    private When branch() {
        in.expect("WHEN");
        Match match = match();
        Optional<String> condition = in.clause("AND", "THEN");
        in.expect("THEN");
        Action action = action();
        boolean needsTarget =
                action instanceof Action.UpdateRow || action instanceof Action.DeleteRow;
        if (match == Match.NOT_MATCHED_BY_TARGET && needsTarget) {
            throw ClauseReader.error(
                    "WHEN NOT MATCHED (BY TARGET) cannot be combined with UPDATE or DELETE: there"
                            + " is no row in the target to change; INSERT, DO NOTHING or ERROR");
        }
        return new When(match, condition, action);
    }

    private Match match() {
        if (in.accept("MATCHED")) {
            return Match.MATCHED;
        }
        in.expect("NOT");
        in.expect("MATCHED");
        if (!in.accept("BY") || in.accept("TARGET")) {
            return Match.NOT_MATCHED_BY_TARGET;
        }
        in.expect("SOURCE");
        return Match.NOT_MATCHED_BY_SOURCE;
    }

    private Action action() {
        if (in.accept("UPDATE")) {
            return update();
        }
        if (in.accept("INSERT")) {
            return insert();
        }
        if (in.accept("DELETE")) {
            return new Action.DeleteRow();
        }
        if (in.accept("DO", "NOTHING")) {
            return new Action.DoNothing();
        }
        in.expect("ERROR");
        boolean silent = in.atEnd() || in.at("WHEN") || in.at("RETURNING");
        return new Action.Fail(
                silent ? Optional.empty() : Optional.of(in.upTo("WHEN", "RETURNING")));
    }

    /** Without names DuckDB takes the source's columns by their position. */
    private boolean byName() {
        if (in.accept("BY", "NAME")) {
            return true;
        }
        in.accept("BY", "POSITION");
        return false;
    }

    private Action update() {
        if (in.accept("SET")) {
            return in.accept('*')
                    ? new Action.UpdateRow(List.of(), false)
                    : new Action.UpdateRow(
                            new AssignmentParser(in, "WHEN", "RETURNING").parse(), false);
        }
        return new Action.UpdateRow(List.of(), byName());
    }

    private Action insert() {
        if (in.accept("DEFAULT", "VALUES")) {
            return new Action.InsertDefaults();
        }
        boolean byName = byName();
        List<String> columns = in.at('(') ? in.requiredNames() : List.of();
        if (columns.isEmpty() && !in.at("VALUES")) {
            in.accept('*');
            return new Action.InsertRow(columns, byName, List.of());
        }
        in.expect("VALUES");
        List<Optional<String>> values =
                in.bracketedItems().stream().map(AssignmentParser::value).toList();
        return new Action.InsertRow(columns, byName, values);
    }
}
