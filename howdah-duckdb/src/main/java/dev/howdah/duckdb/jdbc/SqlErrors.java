package dev.howdah.duckdb.jdbc;

import dev.howdah.postgres.error.CredentialMask;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Turns failures into SQLExceptions. */
public final class SqlErrors {
    /** SQLStates by how a message of DuckDB begins; the first that fits counts. */
    private static final Map<Pattern, String> STATES = states();

    private static final Pattern ABOUT_VALUES =
            Pattern.compile("(Conversion|Out of Range|Invalid Input) Error");

    private SqlErrors() {}

    private static Map<Pattern, String> states() {
        Map<Pattern, String> states = new LinkedHashMap<>();
        states.put(Pattern.compile("Catalog Error: Table with name"), "42P01");
        states.put(Pattern.compile("Catalog Error: .*No catalog \\+ schema named"), "3F000");
        states.put(Pattern.compile("Catalog Error: Schema with name"), "3F000");
        states.put(Pattern.compile("Catalog Error: .*Function with name"), "42883");
        states.put(Pattern.compile("Binder Error: Referenced column"), "42703");
        states.put(Pattern.compile("Binder Error: .* does not have a column"), "42703");
        states.put(Pattern.compile("Parser Error"), "42601");
        states.put(Pattern.compile("(Catalog|Binder) Error"), "42000");
        return states;
    }

    /** The failure itself if it is one with an SQLState, else one that says the same. */
    public static SQLException of(Throwable failure) {
        if (failure instanceof SQLException sql) {
            return withState(sql, String.valueOf(sql.getMessage()));
        }
        if (failure instanceof HowdahException howdah) {
            return new SQLException(howdah.getMessage(), howdah.sqlState(), howdah);
        }
        return new SQLException(String.valueOf(failure.getMessage()), "XX000", failure);
    }

    /** DuckDB puts the stack trace of a Java scalar function into its message; one line will do. */
    static SQLException withoutTrace(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        String name = HowdahException.class.getName() + ": ";
        int start = message.indexOf(name);
        if (start < 0) {
            return withState(failure, message);
        }
        String text = message.substring(start + name.length()).lines().findFirst().orElse("");
        return new SQLException(text, ErrorKind.USER.defaultSqlState(), failure);
    }

    /** DuckDB quotes a wrong statement, cut anywhere; one with a password it must not quote. */
    static SQLException withoutPassword(SQLException failure, String sql) {
        if (!CredentialMask.isNeeded(sql)) {
            return failure;
        }
        String message = String.valueOf(failure.getMessage());
        int quotation = message.indexOf("LINE ");
        String text =
                CredentialMask.maskMessage(
                        quotation < 0 ? message : message.substring(0, quotation).strip(), sql);
        return text.equals(message) && isClean(failure, sql)
                ? failure
                : new SQLException(text, failure.getSQLState(), failure.getErrorCode());
    }

    /** Whether none of the causes tells a credential of the statement. */
    private static boolean isClean(SQLException failure, String sql) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String message = String.valueOf(each.getMessage());
            if (!CredentialMask.maskMessage(message, sql).equals(message)) {
                return false;
            }
        }
        return true;
    }

    /**
     * DuckDB quotes the statement behind an error about a value; if that is not the user's own it
     * only confuses.
     */
    static SQLException withoutRewrittenSql(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        int quotation = message.indexOf("\n\nLINE ");
        return quotation > 0 && ABOUT_VALUES.matcher(message).lookingAt()
                ? new SQLException(message.substring(0, quotation), failure.getSQLState(), failure)
                : failure;
    }

    /** DuckDB's driver tells no SQLState; a missing name gets the one that PostgreSQL gives it. */
    private static SQLException withState(SQLException failure, String message) {
        if (failure.getSQLState() != null) {
            return failure;
        }
        for (Map.Entry<Pattern, String> known : STATES.entrySet()) {
            if (known.getKey().matcher(message).lookingAt()) {
                return new SQLException(message, known.getValue(), failure);
            }
        }
        return failure;
    }
}
