package dev.howdah.cli.shell;

import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

import java.util.List;

/** Tells JLine when a statement is complete, and which dotted name stands at the cursor. */
final class StatementParser implements Parser {
    private final Language language;

    StatementParser(Language language) {
        this.language = language;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        boolean complete =
                line.isBlank() || DotCommands.isDotCommand(line) || language.read(line).complete();
        if (context == ParseContext.ACCEPT_LINE && !complete) {
            throw new EOFError(-1, -1, "A statement ends with a semicolon");
        }
        int start = cursor;
        while (start > 0 && isNamePart(line.charAt(start - 1))) {
            start--;
        }
        return new NameAtCursor(line.substring(start, cursor), line, cursor);
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '"' || c == '`';
    }

    /**
     * A line with the name at its cursor as its only word.
     *
     * @param word the name before the cursor
     * @param line the whole line
     * @param cursor the position in it
     */
    record NameAtCursor(String word, String line, int cursor) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }
    }
}
