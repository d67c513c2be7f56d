package dev.howdah.postgres.error;

/** A string as SQL writes it, and what it says. */
final class SqlLiteral {
    private SqlLiteral() {}

    /** What a literal says; escapes by number stay as they are. */
    static String content(String literal) {
        int tagEnd = SqlPieces.dollarTagEnd(literal, 0);
        if (tagEnd > 0) {
            String tag = literal.substring(0, tagEnd);
            boolean closed = literal.length() >= 2 * tagEnd && literal.endsWith(tag);
            return literal.substring(tagEnd, literal.length() - (closed ? tagEnd : 0));
        }
        boolean backslashes = literal.charAt(0) == 'E' || literal.charAt(0) == 'e';
        StringBuilder content = new StringBuilder();
        int at = literal.indexOf('\'') + 1;
        while (at < literal.length()) {
            char c = literal.charAt(at++);
            boolean escapes = c == '\'' || (c == '\\' && backslashes);
            if (!escapes) {
                content.append(c);
            } else if (at < literal.length()) {
                content.append(literal.charAt(at++));
            }
        }
        return content.toString();
    }

    /** A literal that says something else, with dollars if the old one has them. */
    static String withContent(String literal, String content) {
        int tagEnd = SqlPieces.dollarTagEnd(literal, 0);
        if (tagEnd > 0) {
            String tag = literal.substring(0, tagEnd);
            return tag + content + tag;
        }
        return "'" + content.replace("'", "''") + "'";
    }
}
