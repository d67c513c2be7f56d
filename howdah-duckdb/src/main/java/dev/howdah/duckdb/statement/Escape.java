package dev.howdah.duckdb.statement;

/** The backslash sequences of an E'…' string. */
final class Escape {
    private Escape() {}

    /**
     * Appends what the sequence stands for.
     *
     * @param at the character after the backslash
     * @return the last character of the sequence
     */
    static int append(String text, int at, StringBuilder out) {
        char c = text.charAt(at);
        return switch (c) {
            case 'n' -> plain(out, '\n', at);
            case 't' -> plain(out, '\t', at);
            case 'r' -> plain(out, '\r', at);
            case 'b' -> plain(out, '\b', at);
            case 'f' -> plain(out, '\f', at);
            case 'x' -> number(text, at, 2, 16, out);
            case 'u' -> number(text, at, 4, 16, out);
            case 'U' -> number(text, at, 8, 16, out);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> number(text, at - 1, 3, 8, out);
            default -> plain(out, c, at);
        };
    }

    private static int plain(StringBuilder out, char c, int at) {
        out.append(c);
        return at;
    }

    private static int number(String text, int before, int digits, int radix, StringBuilder out) {
        int end = before + 1;
        while (end < text.length()
                && end <= before + digits
                && Character.digit(text.charAt(end), radix) >= 0) {
            end++;
        }
        if (end == before + 1) {
            return plain(out, text.charAt(before), before);
        }
        long code = Long.parseLong(text.substring(before + 1, end), radix);
        out.appendCodePoint(code <= Character.MAX_CODE_POINT ? (int) code : 0xFFFD);
        return end - 1;
    }
}
