package dev.howdah.cli.shell;

import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.Token;

import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Colours a statement while it is typed: keywords green, texts yellow, comments grey. */
final class SqlHighlighter implements Highlighter {
    private static final AttributedStyle KEYWORD =
            AttributedStyle.BOLD.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle TEXT =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
    private static final AttributedStyle NUMBER =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle COMMENT =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.BRIGHT + AttributedStyle.BLACK);

    private final Supplier<Set<String>> keywords;
    private final Place place;

    SqlHighlighter(Supplier<Set<String>> keywords, Place place) {
        this.keywords = keywords;
        this.place = place;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        if (DotCommands.isDotCommand(buffer)) {
            return new AttributedString(buffer);
        }
        AttributedStringBuilder coloured = new AttributedStringBuilder();
        int position = 0;
        for (Token token : Lexer.tokenize(buffer, place.dialect())) {
            between(buffer.substring(position, token.start()), coloured);
            coloured.styled(style(token), buffer.substring(token.start(), token.end()));
            position = token.end();
        }
        between(buffer.substring(position), coloured);
        return coloured.toAttributedString();
    }

    /** What lies between tokens is white space and comments. */
    private static void between(String text, AttributedStringBuilder coloured) {
        coloured.styled(COMMENT, text);
    }

    private AttributedStyle style(Token token) {
        return switch (token.kind()) {
            case WORD ->
                    keywords.get().contains(token.value().toLowerCase(Locale.ROOT))
                            ? KEYWORD
                            : AttributedStyle.DEFAULT;
            case STRING, UNTERMINATED -> TEXT;
            case NUMBER -> NUMBER;
            case QUOTED_IDENTIFIER, PARAMETER, SYMBOL, END -> AttributedStyle.DEFAULT;
        };
    }
}
