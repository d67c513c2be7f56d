package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.SecretDefinition.SecretOption;
import dev.howdah.duckdb.statement.SecretDefinition.SecretValue;
import dev.howdah.duckdb.statement.Token.Kind;
import dev.howdah.postgres.error.HowdahException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parses CREATE SECRET. Its errors say behind which option, and never quote what stands there. */
final class CreateSecretParser {
    private final ClauseReader in;
    private String place = "CREATE SECRET";

    CreateSecretParser(String text) {
        in = new ClauseReader(ParameterNumbers.number(text));
    }

    SecretDefinition parse() {
        if (in.isUnterminated()) {
            throw error("a quoted string or comment has no end");
        }
        in.skip();
        boolean orReplace = in.accept("OR", "REPLACE");
        Optional<Boolean> persistent = SecretStatements.persistence(in);
        in.skip();
        boolean ifNotExists = in.accept("IF", "NOT", "EXISTS");
        if (orReplace && ifNotExists) {
            throw ClauseReader.error(
                    "Cannot specify both OR REPLACE and IF NOT EXISTS within single create"
                            + " statement");
        }
        Optional<String> name =
                in.at('(') || in.at("IN") ? Optional.empty() : Optional.of(identifier("a name"));
        Optional<String> storage =
                in.accept("IN") ? Optional.of(identifier("a storage")) : Optional.empty();
        List<SecretOption> options = options();
        if (!in.atEnd()) {
            throw error("nothing may stand behind the closing bracket");
        }
        return new SecretDefinition(
                name,
                orReplace,
                ifNotExists,
                persistent,
                storage.map(word -> word.toLowerCase(Locale.ROOT)),
                options);
    }

    private String identifier(String what) {
        Token token = in.peek();
        if (token == null || !token.isName() || ReservedWords.contains(token)) {
            throw error(what + " is expected, in double quotes if it is no plain word");
        }
        in.skip();
        return token.value();
    }

    private List<SecretOption> options() {
        List<SecretOption> options = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        if (!in.accept('(')) {
            throw error("options in brackets are expected");
        }
        do {
            String name = optionName();
            if (seen.contains(name)) {
                throw ClauseReader.error("Unexpected duplicate option \"" + name + "\"");
            }
            seen.add(name);
            SecretValue value = value();
            if (!name.equals("type")) {
                options.add(new SecretOption(name, value));
            } else if (!(value instanceof SecretValue.Text)) {
                throw error("a comma is expected behind the type");
            }
        } while (in.accept(',') && !in.at(')'));
        if (!in.accept(')')) {
            throw error("a comma or the closing bracket is expected");
        }
        return options;
    }

    private String optionName() {
        Token token = in.peek();
        if (token == null || !token.isName()) {
            throw error("the name of an option is expected");
        }
        in.skip();
        String name = token.value().toLowerCase(Locale.ROOT);
        place = "CREATE SECRET, option \"" + name + "\"";
        return name;
    }

    private SecretValue value() {
        if (in.atEnd() || in.at(',') || in.at(')')) {
            throw error("a value is expected");
        }
        if (in.at('=') || in.at(':')) {
            throw error("the value stands right behind the name, without a sign between");
        }
        String written = in.item();
        return words(written).orElseGet(() -> new SecretValue.Expression(expression(written)));
    }

    /** One string, or words with dots: DuckDB takes {@code db.example.com} as it stands. */
    private static Optional<SecretValue> words(String written) {
        List<Token> tokens = Lexer.tokenize(written);
        Token first = tokens.getFirst();
        if (tokens.size() == 1 && first.kind() == Kind.STRING) {
            boolean bytes = "xXbB".indexOf(written.charAt(0)) >= 0;
            return bytes ? Optional.empty() : Optional.of(new SecretValue.Text(first.value()));
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean fits =
                    i % 2 == 0
                            ? token.isName() && !ReservedWords.contains(token)
                            : token.is('.') && i + 1 < tokens.size();
            if (!fits) {
                return Optional.empty();
            }
            text.append(token.value());
        }
        return Optional.of(new SecretValue.Text(text.toString()));
    }

    /** DuckDB takes {@code ('a', 'b')} for a list here, which elsewhere is a row. */
    private static NumberedSql expression(String written) {
        ClauseReader reader = new ClauseReader(written);
        boolean list = false;
        String sql = written;
        if (reader.at('(') && reader.bracketsTheRest()) {
            String inner = reader.bracketed();
            ClauseReader items = new ClauseReader(inner);
            if (!inner.isEmpty()) {
                items.item();
                list = items.at(',');
            }
            sql = list ? "[" + inner + "]" : written;
        }
        return NumberedSql.of(sql);
    }

    private HowdahException error(String why) {
        return ClauseReader.error("syntax error in " + place + ": " + why);
    }
}
