package dev.howdah.duckdb.statement;

import java.util.ArrayList;
import java.util.List;

/**
 * Notices where a statement of PostgreSQL holds others with semicolons of their own: a rule's
 * actions in brackets, and the body of a function between BEGIN ATOMIC and END.
 */
final class InnerStatements {
    /** CREATE OR REPLACE FUNCTION: the kind is the fourth word at most. */
    private static final int HEAD = 4;

    private final List<String> head = new ArrayList<>();
    private int brackets;
    private int blocks;

    void pass(Token token) {
        if (token.is('(')) {
            brackets++;
        } else if (token.is(')')) {
            brackets = Math.max(0, brackets - 1);
        } else if (token.kind() == Token.Kind.WORD) {
            if (head.size() < HEAD) {
                head.add(token.value().toUpperCase(java.util.Locale.ROOT));
            }
            if (brackets == 0 && makesRoutine()) {
                passBlock(token);
            }
        }
    }

    boolean areOpen() {
        return brackets > 0 || blocks > 0;
    }

    private void passBlock(Token token) {
        if (token.is("BEGIN") || (blocks > 0 && token.is("CASE"))) {
            blocks++;
        } else if (token.is("END")) {
            blocks = Math.max(0, blocks - 1);
        }
    }

    private boolean makesRoutine() {
        return head.getFirst().equals("CREATE")
                && (head.contains("FUNCTION") || head.contains("PROCEDURE"));
    }
}
