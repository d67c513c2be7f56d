package dev.howdah.duckdb.statement;

import java.util.Locale;
import java.util.Optional;

/** Takes statements apart that change an attached PostgreSQL. */
public final class ChangeStatements {
    private ChangeStatements() {}

    /**
     * Takes a statement apart.
     *
     * @param text a statement that {@link Recogniser} has found to be a {@link
     *     ParsedStatement.Change}
     * @throws dev.howdah.postgres.error.HowdahException of kind USER, with SQL state 42601, naming
     *     the place, if it is none that DuckDB's grammar allows
     */
    public static ChangeStatement parse(String text) {
        ClauseReader in = new ClauseReader(ParameterNumbers.number(text));
        if (in.isUnterminated()) {
            throw ClauseReader.error("unterminated quoted string or comment: close it");
        }
        Optional<String> with = in.at("WITH") ? Optional.of(in.upToVerb()) : Optional.empty();
        Token verb = in.peek();
        String keyword = verb == null ? "" : verb.value().toUpperCase(Locale.ROOT);
        return switch (keyword) {
            case "INSERT" -> new InsertParser(in).parse(with);
            case "UPDATE" -> new UpdateParser(in).parse(with);
            case "DELETE" -> new DeleteParser(in).parse(with);
            case "MERGE" -> new MergeParser(in).parse(with);
            default -> other(keyword, in, with);
        };
    }

    private static ChangeStatement other(String keyword, ClauseReader in, Optional<String> with) {
        if (with.isPresent()) {
            throw in.syntaxError("INSERT, UPDATE, DELETE or MERGE");
        }
        return switch (keyword) {
            case "TRUNCATE" -> new DeleteParser(in).truncate();
            case "COPY" -> new CopyFromParser(in).parse();
            case "CREATE" -> new CreateParser(in).parse();
            case "ALTER" -> new AlterParser(in).parse();
            case "DROP" -> new DropParser(in).drop();
            case "COMMENT" -> new DropParser(in).comment();
            case "IMPORT" -> UnsupportedChanges.importDatabase();
            case "EXPORT" -> UnsupportedChanges.exportDatabase();
            case "PREPARE" -> UnsupportedChanges.prepare();
            case "VACUUM", "ANALYZE" -> UnsupportedChanges.maintenance(keyword);
            default -> throw in.syntaxError("a statement that changes a table");
        };
    }
}
