package dev.howdah.kuzu.cypher;

import dev.howdah.kuzu.cypher.Token.Kind;
import dev.howdah.postgres.error.CredentialMask;

/**
 * Hides credentials in Cypher. {@link CredentialMask} knows SQL's strings; Cypher writes a quote in
 * a string with a backslash, behind which the rest of a password would stay.
 */
public final class CypherMask {
    private static final String MASK = "'***'";

    private CypherMask() {}

    /** The text with *** for each credential. */
    public static String mask(String cypher) {
        StringBuilder masked = new StringBuilder();
        int position = 0;
        for (Token token : Lexer.tokenize(cypher)) {
            masked.append(cypher, position, token.start());
            masked.append(shown(token, cypher.substring(token.start(), token.end())));
            position = token.end();
        }
        masked.append(cypher, position, cypher.length());
        return CredentialMask.mask(masked.toString());
    }

    /** A string with escapes is hidden whole: what quotes mean in it is anybody's guess. */
    private static String shown(Token token, String raw) {
        boolean text = token.kind() == Kind.STRING || token.kind() == Kind.UNREADABLE;
        return text && raw.indexOf('\\') >= 0 && isSecret(token.value()) ? MASK : raw;
    }

    private static boolean isSecret(String value) {
        return CredentialMask.isNeeded(value)
                || CredentialMask.isNeeded(value.replaceAll("[\\\\'\"`]", ""));
    }

    /** A message about a statement, which Kùzu's own may quote, without what is secret in it. */
    public static String maskMessage(String message, String cypher) {
        String masked = message;
        for (Token token : Lexer.tokenize(cypher)) {
            String raw = cypher.substring(token.start(), token.end());
            String shown = shown(token, raw);
            if (!shown.equals(raw)) {
                masked = masked.replace(raw, shown);
            }
            if (token.kind() == Kind.STRING) {
                masked = CredentialMask.maskMessage(masked, token.value());
            }
        }
        return CredentialMask.maskMessage(masked, cypher);
    }
}
