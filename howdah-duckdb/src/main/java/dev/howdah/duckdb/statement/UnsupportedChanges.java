package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ChangeStatement.Unsupported;

/** What can't be done in an attached PostgreSQL, and what to do instead. */
final class UnsupportedChanges {
    private UnsupportedChanges() {}

    /** What PostgreSQL knows and Howdah does not carry out. */
    static Unsupported onTheServer(String what) {
        return new Unsupported(
                what,
                "leave it out, or send PostgreSQL the statement in its own words with"
                        + " CALL postgres_execute('{database}', '…')");
    }

    /**
     * A verb for a kind of object that only DuckDB has, or that both have but write differently.
     */
    static Unsupported kind(String verb, String kind) {
        String what = verb + " " + kind;
        return switch (kind) {
            case "MACRO", "FUNCTION" ->
                    new Unsupported(
                            what,
                            "PostgreSQL can't run DuckDB's macros: name one in a database of"
                                    + " DuckDB, such as memory.main.name");
            case "TRIGGER" ->
                    new Unsupported(
                            what,
                            "PostgreSQL writes its triggers differently: send it the statement in"
                                    + " its own words with CALL postgres_execute('{database}', '…')");
            case "DATABASE" ->
                    new Unsupported(
                            what,
                            "an attached PostgreSQL is not changed as a whole: DETACH and ATTACH"
                                    + " it, or use CALL postgres_execute('{database}', '…')");
            default -> onTheServer(what);
        };
    }

    static Unsupported importDatabase() {
        return new Unsupported(
                "IMPORT DATABASE",
                "import it into a database of DuckDB, then COPY FROM DATABASE that one TO"
                        + " {database}");
    }

    static Unsupported exportDatabase() {
        return new Unsupported(
                "EXPORT DATABASE",
                "COPY FROM DATABASE {database} TO a database of DuckDB, then export that one;"
                        + " or COPY each table TO a file");
    }

    /** VACUUM and ANALYZE, which PostgreSQL wants alone and outside of transactions. */
    static Unsupported maintenance(String verb) {
        return new Unsupported(
                verb, "CONNECT {database}, and " + verb + " there, outside of a transaction");
    }

    static Unsupported prepare() {
        return new Unsupported(
                "PREPARE of a change",
                "prepare it over JDBC (prepareStatement), or run the statement itself");
    }
}
