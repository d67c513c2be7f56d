package dev.howdah.duckdb.statement;

import java.util.regex.Pattern;

/** Hides the passwords of connection strings in a text that is shown or stored. */
public final class PasswordMask {
    /** In SQL a libpq quote may stand doubled. */
    private static final Pattern KEYWORD =
            Pattern.compile(
                    "(?i)(password\\s*=\\s*)"
                            + "(?:''(?:[^'\\\\]|\\\\.)*+''|'(?:[^'\\\\]|\\\\.)++'"
                            + "|(?:[^\\s'\"&\\\\]|\\\\.)++)");

    private static final Pattern OF_SECRET =
            Pattern.compile("(?i)(password\\s++)'(?:[^']|'')*+(?:'|$)");

    /** A password may hold an "@" that should have been encoded: up to the last one. */
    private static final Pattern URI = Pattern.compile("(://[^\\s:/@'\"]*:)[^\\s'\"]*(?=@)");

    private PasswordMask() {}

    /** The text with *** for each password. */
    public static String mask(String text) {
        String masked = KEYWORD.matcher(text).replaceAll("$1***");
        masked = OF_SECRET.matcher(masked).replaceAll("$1'***'");
        return URI.matcher(masked).replaceAll("$1***");
    }

    /** Whether there is a password in it. */
    public static boolean isNeeded(String text) {
        return !mask(text).equals(text);
    }
}
