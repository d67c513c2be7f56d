package dev.howdah.cli.cypher;

import dev.howdah.cli.shell.Language;
import dev.howdah.cli.shell.Language.Piece.Kind;
import dev.howdah.kuzu.cypher.CypherMask;
import dev.howdah.kuzu.cypher.Lexer;
import dev.howdah.kuzu.cypher.Token;

import java.util.ArrayList;
import java.util.List;

/**
 * Cypher as Kùzu reads it. Empty statements, which Kùzu refuses, are nothing here: who types a
 * semicolon too many means no harm.
 */
final class CypherLanguage implements Language {
    @Override
    public Script read(String text) {
        List<Statement> statements = new ArrayList<>();
        int start = 0;
        boolean begun = false;
        boolean complete = true;
        for (Token token : Lexer.tokenize(text)) {
            if (text.startsWith("/*", token.start())) {
                // A comment without an end is no comment for Kùzu, but it may still get one.
                statements.add(statement(text.substring(start)));
                return new Script(statements, false);
            } else if (token.kind() != Token.Kind.END) {
                begun = true;
                complete = token.kind() == Token.Kind.UNREADABLE && endsAnyhow(text, token);
            } else {
                if (begun) {
                    statements.add(statement(text.substring(start, token.start())));
                }
                start = token.end();
                begun = false;
                complete = true;
            }
        }
        if (begun) {
            statements.add(statement(text.substring(start)));
        }
        return new Script(statements, complete);
    }

    private static Statement statement(String text) {
        return new Statement(text, false);
    }

    /**
     * Whether more text can't mend what Kùzu can't read: a foreign character, or a string that has
     * its end. Such a statement goes to Kùzu, which says what is wrong with it.
     */
    private static boolean endsAnyhow(String text, Token unreadable) {
        char opening = text.charAt(unreadable.start());
        if (!text.stripTrailing().endsWith(";") || opening == '`' || opening == '$') {
            return false;
        }
        if (opening != '\'' && opening != '"') {
            return true;
        }
        int i = unreadable.start() + 1;
        while (i < text.length() && text.charAt(i) != opening) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i < text.length();
    }

    @Override
    public List<Piece> pieces(String text) {
        return Lexer.tokenize(text).stream()
                .map(
                        token ->
                                new Piece(
                                        kind(token, text),
                                        token.value(),
                                        token.start(),
                                        token.end()))
                .toList();
    }

    @Override
    public String masked(String text) {
        return CypherMask.mask(text);
    }

    private static Kind kind(Token token, String text) {
        return switch (token.kind()) {
            case WORD -> Kind.WORD;
            case STRING -> Kind.TEXT;
            case INTEGER, REAL -> Kind.NUMBER;
            case QUOTED_NAME, PARAMETER, SYMBOL, END -> Kind.OTHER;
            case UNREADABLE ->
                    "'\"".indexOf(text.charAt(token.start())) >= 0 ? Kind.TEXT : Kind.OTHER;
        };
    }
}
