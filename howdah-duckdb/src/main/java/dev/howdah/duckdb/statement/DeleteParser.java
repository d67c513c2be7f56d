package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ChangeStatement.Delete;
import dev.howdah.duckdb.statement.ChangeStatement.Truncate;

import java.util.Optional;

/** Parses DELETE and TRUNCATE. */
final class DeleteParser {
    private final ClauseReader in;

    DeleteParser(ClauseReader in) {
        this.in = in;
    }

    Delete parse(Optional<String> with) {
        in.expect("DELETE");
        in.expect("FROM");
        Delete delete =
                new Delete(
                        with,
                        in.requiredObjectName(),
                        in.alias("USING"),
                        in.clause("USING", "WHERE", "RETURNING"),
                        in.clause("WHERE", "RETURNING"),
                        in.clause("RETURNING"));
        in.expectEnd();
        return delete;
    }

    Truncate truncate() {
        in.expect("TRUNCATE");
        in.accept("TABLE");
        Truncate truncate = new Truncate(in.requiredObjectName());
        in.expectEnd();
        return truncate;
    }
}
