package dev.howdah.kuzu.cypher;

/** White space and comments, which separate words alike. */
final class Blank {
    private static final String SPACES =
            " \t\n\u000b\f\r\u001c\u001d\u001e\u001f\u00a0\u1680\u180e"
                    + "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
                    + "\u2028\u2029\u202f\u205f\u3000";

    private Blank() {}

    /** Where the one space or comment that begins here ends; here itself if there is none. */
    static int end(String text, int from) {
        if (SPACES.indexOf(text.charAt(from)) >= 0) {
            return from + 1;
        }
        if (text.startsWith("//", from)) {
            return lineCommentEnd(text, from);
        }
        return text.startsWith("/*", from) ? blockCommentEnd(text, from) : from;
    }

    /** A lone carriage return ends no line and may not stand in a line comment either. */
    private static int lineCommentEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        if (end < text.length() && text.charAt(end) == '\r') {
            end++;
        }
        if (end == text.length()) {
            return end;
        }
        return text.charAt(end) == '\n' ? end + 1 : from;
    }

    /** An asterisk takes the character behind it along, so {@code **}{@code /} closes nothing. */
    private static int blockCommentEnd(String text, int from) {
        int i = from + 2;
        while (i < text.length()) {
            if (text.startsWith("*/", i)) {
                return i + 2;
            }
            i += text.charAt(i) == '*' ? 2 : 1;
        }
        return from;
    }
}
