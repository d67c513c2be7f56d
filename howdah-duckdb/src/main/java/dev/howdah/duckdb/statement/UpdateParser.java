package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ChangeStatement.Update;

import java.util.Optional;

/** Parses UPDATE. */
final class UpdateParser {
    private final ClauseReader in;

    UpdateParser(ClauseReader in) {
        this.in = in;
    }

    Update parse(Optional<String> with) {
        in.expect("UPDATE");
        ObjectName target = in.requiredObjectName();
        Optional<String> alias = in.alias("SET");
        in.expect("SET");
        Update update =
                new Update(
                        with,
                        target,
                        alias,
                        new AssignmentParser(in, "FROM", "WHERE", "RETURNING").parse(),
                        in.clause("FROM", "WHERE", "RETURNING"),
                        in.clause("WHERE", "RETURNING"),
                        in.clause("RETURNING"));
        in.expectEnd();
        return update;
    }
}
