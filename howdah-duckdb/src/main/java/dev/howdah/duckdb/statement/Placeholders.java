package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.Token.Kind;

/** The parameters of a statement's text. */
public final class Placeholders {
    private Placeholders() {}

    /** How many parameters a statement takes: its question marks, or its highest number. */
    public static int count(String sql) {
        int marks = 0;
        int highest = 0;
        for (Token token : Lexer.tokenize(sql)) {
            if (token.kind() == Kind.PARAMETER) {
                if (token.value().equals("?")) {
                    marks++;
                } else {
                    highest = Math.max(highest, number(token.value().substring(1)));
                }
            }
        }
        return Math.max(marks, highest);
    }

    private static int number(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9') && text.length() < 6
                ? Integer.parseInt(text)
                : 0;
    }
}
