package dev.howdah.kuzu.cypher;

/** Which characters Kùzu's names, numbers and operators are made of. */
final class Characters {
    /** Cypher also takes typographic dashes and angle brackets in its arrows. */
    private static final String SYMBOLS =
            "()[]{},.=:|*<>!&+-/%^$\u27e8\u3008\ufe64\uff1c\u27e9\u3009\ufe65\uff1e"
                    + "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d";

    /** What Java counts among letters and Kùzu's older Unicode doesn't, or never will. */
    private static final String FOREIGN =
            "\u0897\u1c89\u1c8a\u2e2f\u30fb\uff65\ua7cb\ua7cc\ua7cd\ua7da\ua7db\ua7dc";

    private Characters() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHexDigit(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    static boolean isSymbol(char c) {
        return SYMBOLS.indexOf(c) >= 0;
    }

    static boolean startsName(int codePoint) {
        return (Character.isUnicodeIdentifierStart(codePoint) && FOREIGN.indexOf(codePoint) < 0)
                || Character.getType(codePoint) == Character.CONNECTOR_PUNCTUATION;
    }

    /** Java counts invisible control characters among the parts of a name, Unicode doesn't. */
    static boolean continuesName(int codePoint) {
        return (Character.isUnicodeIdentifierPart(codePoint)
                        && !Character.isIdentifierIgnorable(codePoint)
                        && FOREIGN.indexOf(codePoint) < 0)
                || Character.getType(codePoint) == Character.CURRENCY_SYMBOL;
    }
}
