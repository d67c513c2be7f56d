package dev.howdah.cli.shell;

import dev.howdah.cli.shell.Language.Piece;

import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Colours a statement while it is typed: keywords green, texts yellow, comments grey. */
final class StatementHighlighter implements Highlighter {
    private static final AttributedStyle KEYWORD =
            AttributedStyle.BOLD.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle TEXT =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
    private static final AttributedStyle NUMBER =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
    private static final AttributedStyle COMMENT =
            AttributedStyle.DEFAULT.foreground(AttributedStyle.BRIGHT + AttributedStyle.BLACK);

    private final Supplier<Set<String>> keywords;
    private final Language language;

    StatementHighlighter(Supplier<Set<String>> keywords, Language language) {
        this.keywords = keywords;
        this.language = language;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        if (DotCommands.isDotCommand(buffer)) {
            return new AttributedString(buffer);
        }
        AttributedStringBuilder coloured = new AttributedStringBuilder();
        int position = 0;
        for (Piece piece : language.pieces(buffer)) {
            between(buffer.substring(position, piece.start()), coloured);
            coloured.styled(style(piece), buffer.substring(piece.start(), piece.end()));
            position = piece.end();
        }
        between(buffer.substring(position), coloured);
        return coloured.toAttributedString();
    }

    /** What lies between tokens is white space and comments. */
    private static void between(String text, AttributedStringBuilder coloured) {
        coloured.styled(COMMENT, text);
    }

    private AttributedStyle style(Piece piece) {
        return switch (piece.kind()) {
            case WORD ->
                    keywords.get().contains(piece.word().toLowerCase(Locale.ROOT))
                            ? KEYWORD
                            : AttributedStyle.DEFAULT;
            case TEXT -> TEXT;
            case NUMBER -> NUMBER;
            case OTHER -> AttributedStyle.DEFAULT;
        };
    }
}
