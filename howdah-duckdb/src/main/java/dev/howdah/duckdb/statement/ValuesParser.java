package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ChangeStatement.Source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether an INSERT's source is VALUES with a DEFAULT in it. */
final class ValuesParser {
    private ValuesParser() {}

    static Source parse(String query) {
        ClauseReader in = new ClauseReader(query);
        if (!in.anyAhead("DEFAULT")) {
            return new Source.Query(query);
        }
        if (in.at('(') && in.bracketsTheRest()) {
            Source inner = parse(in.bracketed());
            return inner instanceof Source.ValuesWithDefaults ? inner : new Source.Query(query);
        }
        if (!in.accept("VALUES")) {
            return new Source.Query(query);
        }
        List<List<Optional<String>>> rows = new ArrayList<>();
        do {
            rows.add(in.bracketedItems().stream().map(AssignmentParser::value).toList());
        } while (in.accept(',') && in.at('('));
        if (rows.stream().flatMap(List::stream).allMatch(Optional::isPresent)) {
            return new Source.Query(query);
        }
        if (!in.atEnd()) {
            throw ClauseReader.error(
                    "DEFAULT is not allowed in VALUES that are part of a greater query: leave out"
                            + " what follows the rows, or the columns that get their defaults");
        }
        return new Source.ValuesWithDefaults(rows);
    }
}
