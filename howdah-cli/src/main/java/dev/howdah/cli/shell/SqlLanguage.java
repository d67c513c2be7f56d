package dev.howdah.cli.shell;

import dev.howdah.cli.shell.Language.Piece.Kind;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.ParsedStatement;
import dev.howdah.duckdb.statement.StatementSequence;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.error.CredentialMask;

import java.util.List;

/**
 * SQL by the rules of where it goes.
 *
 * @param place where that is
 */
record SqlLanguage(Place place) implements Language {
    @Override
    public Script read(String text) {
        StatementSequence sequence = StatementSequence.of(text, place.dialect());
        return new Script(
                sequence.statements().stream().map(SqlLanguage::statement).toList(),
                sequence.complete());
    }

    private static Statement statement(ParsedStatement statement) {
        return new Statement(statement.text(), statement instanceof ParsedStatement.Connect);
    }

    @Override
    public List<Piece> pieces(String text) {
        return Lexer.tokenize(text, place.dialect()).stream()
                .map(token -> new Piece(kind(token), token.value(), token.start(), token.end()))
                .toList();
    }

    @Override
    public String masked(String text) {
        return CredentialMask.mask(text);
    }

    private static Kind kind(Token token) {
        return switch (token.kind()) {
            case WORD -> Kind.WORD;
            case STRING, UNTERMINATED -> Kind.TEXT;
            case NUMBER -> Kind.NUMBER;
            case QUOTED_IDENTIFIER, PARAMETER, SYMBOL, END -> Kind.OTHER;
        };
    }
}
