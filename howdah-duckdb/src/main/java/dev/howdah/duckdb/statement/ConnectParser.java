package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ParsedStatement.Connect;
import dev.howdah.duckdb.statement.ParsedStatement.Disconnect;

import java.util.Optional;

/** Parses CONNECT and DISCONNECT; any other form gets DuckDB's own error. */
final class ConnectParser {
    private final String text;
    private final TokenReader in;

    ConnectParser(String text, TokenReader in) {
        this.text = text;
        this.in = in;
    }

    Optional<? extends ParsedStatement> parse() {
        if (in.accept("DISCONNECT")) {
            return in.atEnd() ? Optional.of(new Disconnect(text, false)) : Optional.empty();
        }
        Token target = in.peek(1);
        if (target != null && target.kind() == Token.Kind.STRING) {
            return new AttachParser(text, in)
                    .parse()
                    .filter(attach -> attach.alias().isEmpty())
                    .map(attach -> new Connect(text, "", Optional.of(attach)));
        }
        in.skip();
        if (in.accept("LOCAL")) {
            return in.atEnd() ? Optional.of(new Disconnect(text, true)) : Optional.empty();
        }
        return in.name()
                .filter(name -> in.atEnd())
                .map(name -> new Connect(text, name, Optional.empty()));
    }
}
