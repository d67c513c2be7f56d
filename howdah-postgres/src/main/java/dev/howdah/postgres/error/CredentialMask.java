package dev.howdah.postgres.error;

import dev.howdah.postgres.error.SqlPiece.Kind;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides credentials in whatever is shown, logged or stored: SQL, connection strings, and messages
 * with either in them.
 *
 * <p>Hidden are {@code PASSWORD '…'} in all of PostgreSQL's ways to write a string, the same behind
 * other words that announce a secret, passwords of connection strings and URIs wherever these
 * stand, and in CREATE SECRET every value whose key isn't known to be harmless. Strings are looked
 * into, as they may hold a connection string or a statement. All else stays as it is.
 */
public final class CredentialMask {
    private static final String MASK = "'***'";
    private static final Pattern CONNECTION_STRING =
            Pattern.compile("\\s*+(?:\\w++\\s*+=|postgres(?:ql)?:)");

    /** Deeper strings in strings are hidden whole. */
    private static final int DEEPEST = 50;

    /** Between a key and its value; a string is a key only before a colon. */
    private static final Set<String> OPERATORS = Set.of("=", ":", ":=", "=>");

    /** A text that goes on with a secret which is put together elsewhere, or put in for a mark. */
    private static final Pattern OPEN_END =
            Pattern.compile(
                    "\\b(\\w++)(?:\\s*+=\\s*+|\\s++)'?"
                            + "(?:(?<mark>%(?:\\d+\\$)?[sLI]|\\{\\w*+})|'?$)");

    /** The name of a setting, of which set_config() and the like take the value next. */
    private static final Pattern SETTING = Pattern.compile("\\w++(?:\\.\\w++)++");

    private static final Set<String> SECRET_PREFIX =
            Set.of("OR", "REPLACE", "TEMP", "TEMPORARY", "PERSISTENT");

    private final String text;
    private final HiddenValues hidden;
    private final StringBuilder masked = new StringBuilder();

    /** The last word, name or string, as long as only space or an operator stands behind it. */
    private String announced = "";

    private String operator = "";
    private boolean announcedByString;

    /** How many strings to come are parts of a secret. */
    private int partsToCome;

    private final int level;
    private boolean creating;
    private boolean inSecret;
    private boolean keyNext;
    private boolean hiding;
    private int depth;

    private CredentialMask(String text, HiddenValues hidden, int level) {
        this.level = level;
        this.text = text;
        this.hidden = hidden;
    }

    /** The text with *** for each credential. */
    public static String mask(String text) {
        return mask(text, new HiddenValues(), 0);
    }

    /** Whether there is a credential in it. */
    public static boolean isNeeded(String text) {
        return !mask(text).equals(text);
    }

    /** A message about a statement: without what is secret in either of them. */
    public static String maskMessage(String message, String sql) {
        HiddenValues hidden = new HiddenValues();
        mask(sql, hidden, 0);
        return mask(hidden.maskIn(message));
    }

    private static String mask(String text, HiddenValues hidden, int level) {
        if (!SecretWords.mayAnnounce(text)) {
            return text;
        }
        if (level > DEEPEST) {
            return "***";
        }
        CredentialMask mask = new CredentialMask(text, hidden, level);
        SqlPieces.of(text).forEach(mask::piece);
        return ConnectionTextMask.maskAround(mask.masked.toString(), hidden);
    }

    private void piece(SqlPiece piece) {
        String shown = piece.of(text);
        boolean wasHiding = hiding;
        if (inSecret) {
            followSecret(piece, shown);
        }
        if (hiding) {
            hide(piece, shown, wasHiding);
        } else {
            masked.append(piece.kind() == Kind.LITERAL ? literal(shown) : shown);
        }
        remember(piece, shown);
    }

    private void hide(SqlPiece piece, String shown, boolean wasHiding) {
        if (!wasHiding) {
            // The key itself.
            masked.append(shown).append(' ').append(MASK);
        } else if (piece.kind() != Kind.SPACE) {
            hidden.add(shown);
        }
    }

    /** Keeps track of where keys and values stand in CREATE SECRET name (key value, …). */
    private void followSecret(SqlPiece piece, String shown) {
        if (piece.kind() == Kind.SYMBOL) {
            switch (shown.charAt(0)) {
                case '(', '[', '{' -> depth++;
                case ')', ']', '}' -> depth--;
                default -> {}
            }
            if (depth == 0 && !hiding && !shown.equals(".") && !shown.equals(")")) {
                // No statement, but a message about one.
                inSecret = false;
                return;
            }
            boolean opens = shown.equals("(") && depth == 1;
            if (opens || (shown.equals(",") && depth == 1)) {
                keyNext = true;
                hiding = false;
            } else if ((depth <= 0 && shown.equals(")")) || shown.equals(";")) {
                inSecret = false;
                hiding = false;
            }
        } else if (piece.kind() != Kind.SPACE && keyNext) {
            keyNext = false;
            hiding = !SecretWords.isHarmless(unwrap(shown));
        }
    }

    private static String unwrap(String name) {
        return name.replaceAll("^[\"']|[\"']$", "");
    }

    private String literal(String shown) {
        String content = SqlLiteral.content(shown);
        if (isPartOfSecret() || (isAnnounced() && !content.equals("…"))) {
            hidden.add(content);
            return MASK;
        }
        expectParts(content);
        String safe =
                CONNECTION_STRING.matcher(content).lookingAt()
                        ? ConnectionTextMask.maskContent(content, hidden)
                        : mask(content, hidden, level + 1);
        return safe.equals(content) ? shown : SqlLiteral.withContent(shown, safe);
    }

    private boolean isAnnounced() {
        boolean byName = announced.startsWith("\"");
        return SecretWords.isSecret(announced)
                && (!byName || operator.isEmpty())
                && (!announcedByString || operator.equals(":"));
    }

    private boolean isPartOfSecret() {
        return partsToCome > 0 && partsToCome-- > 0;
    }

    /** Takes note if the value of a key follows in other strings. */
    private void expectParts(String content) {
        Matcher end = OPEN_END.matcher(content);
        while (end.find()) {
            if (SecretWords.isSecret(end.group(1))) {
                partsToCome = end.group("mark") == null ? 1 : Integer.MAX_VALUE;
            }
        }
        if (SETTING.matcher(content).matches() && SecretWords.isSecret(content)) {
            partsToCome = 1;
        }
    }

    private void remember(SqlPiece piece, String shown) {
        switch (piece.kind()) {
            case SPACE -> {}
            case LITERAL -> {
                // Strings go on behind a line break.
                if (!isAnnounced()) {
                    announce(SqlLiteral.content(shown), true);
                }
            }
            case WORD, NAME -> {
                boolean to = shown.equalsIgnoreCase("TO") && operator.isEmpty();
                if (!to || !isAnnounced()) {
                    announce(piece.kind() == Kind.NAME ? unwrapEnd(shown) : shown, false);
                }
                rememberWord(shown.toUpperCase(Locale.ROOT));
            }
            case SYMBOL -> {
                operator += shown;
                if (!OPERATORS.contains(operator)) {
                    announce("", false);
                }
                if (shown.equals(";")) {
                    partsToCome = 0;
                }
                creating = false;
            }
        }
    }

    private void announce(String word, boolean byString) {
        announced = word;
        announcedByString = byString;
        operator = "";
    }

    /** Keeps the opening mark, which tells a name from a word. */
    private static String unwrapEnd(String name) {
        return name.endsWith("\"") ? name.substring(0, name.length() - 1) : name;
    }

    private void rememberWord(String word) {
        if (word.equals("CREATE")) {
            creating = true;
        } else if (creating && word.equals("SECRET")) {
            inSecret = true;
            depth = 0;
            creating = false;
        } else if (!SECRET_PREFIX.contains(word)) {
            creating = false;
        }
    }
}
