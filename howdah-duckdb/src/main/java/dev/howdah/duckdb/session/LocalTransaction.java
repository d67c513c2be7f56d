package dev.howdah.duckdb.session;

import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.ParsedStatement;
import dev.howdah.duckdb.statement.ParsedStatement.Explain;
import dev.howdah.duckdb.statement.ParsedStatement.Query;
import dev.howdah.duckdb.statement.ParsedStatement.ShowTables;
import dev.howdah.duckdb.statement.Token;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * DuckDB's part of a transaction that several statements share. Within it DuckDB sees a catalogue
 * as it was when the transaction first used it, so relations that PostgreSQL has got since then
 * would be missing. As long as nothing was written here, DuckDB's part can end and begin anew
 * without anybody noticing more than that.
 */
final class LocalTransaction {
    /** Statements that DuckDB alone knows and that change nothing. */
    private static final Set<String> HARMLESS =
            Set.of(
                    "SHOW",
                    "DESCRIBE",
                    "DESC",
                    "SUMMARIZE",
                    "SET",
                    "RESET",
                    "USE",
                    "SELECT",
                    "FROM",
                    "VALUES",
                    "TABLE",
                    "PIVOT",
                    "UNPIVOT");

    /** What may stand in a query and writes: a common table expression can be such a statement. */
    private static final Set<String> CHANGES = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

    private static final String BEGIN = "BEGIN TRANSACTION";

    private String begin = BEGIN;
    private boolean readOnly;
    private boolean wrote;
    private boolean outdated;

    /** Whether somebody else has DuckDB's own connection and may write with it at any time. */
    private boolean sharedWithUser;

    /**
     * A transaction begins.
     *
     * @param statement the user's words for that
     */
    synchronized void begin(String statement) {
        ended();
        begin = statement;
        readOnly =
                Lexer.tokenize(statement).stream()
                        .anyMatch(token -> token.value().equalsIgnoreCase("ONLY"));
    }

    /** A transaction has ended. */
    synchronized void ended() {
        begin = BEGIN;
        readOnly = false;
        wrote = false;
        outdated = false;
    }

    /** Whether the user has begun it for reading only. */
    synchronized boolean isReadOnly() {
        return readOnly;
    }

    /** DuckDB's own connection is in the user's hands from now on. */
    synchronized void shareWithUser() {
        sharedWithUser = true;
    }

    /** DuckDB is about to run a statement. */
    synchronized void note(ParsedStatement statement) {
        wrote |= !onlyReads(statement);
    }

    /** DuckDB is about to run something that may write. */
    synchronized void noteWrite() {
        wrote = true;
    }

    /** Whether DuckDB does not see what has become of an attached database's catalogue. */
    synchronized boolean isOutdated() {
        return outdated;
    }

    /** Lets DuckDB see the catalogue as it is now, if that can be done. */
    synchronized void renew(Connection duckdb) {
        if (wrote || sharedWithUser) {
            outdated = true;
            return;
        }
        try (Statement statement = duckdb.createStatement()) {
            // DuckDB commits one that an unknown name has ended as well: by rolling it back.
            statement.execute("COMMIT");
            statement.execute(begin);
        } catch (SQLException noTransaction) {
            outdated = true;
        }
    }

    private static boolean onlyReads(ParsedStatement statement) {
        return switch (statement) {
            case Query query -> !firstWord(query).equals("CREATE") && !changes(query);
            case ShowTables show -> true;
            case Explain explain -> !explain.analyze() || onlyReads(explain.inner());
            default -> HARMLESS.contains(firstWord(statement)) || isPlainPragma(statement);
        };
    }

    /** Whether a bracket of the query begins with a change: {@code WITH x AS (DELETE FROM ...)}. */
    private static boolean changes(Query query) {
        List<Token> tokens = Lexer.tokenize(query.text());
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i - 1).is('(')
                    && CHANGES.contains(tokens.get(i).value().toUpperCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /** One that is called may be anything: {@code import_database}, {@code create_fts_index}. */
    private static boolean isPlainPragma(ParsedStatement statement) {
        return firstWord(statement).equals("PRAGMA")
                && Lexer.tokenize(statement.text()).stream().noneMatch(token -> token.is('('));
    }

    private static String firstWord(ParsedStatement statement) {
        List<Token> tokens = Lexer.tokenize(statement.text());
        return tokens.isEmpty() ? "" : tokens.getFirst().value().toUpperCase(Locale.ROOT);
    }
}
