package dev.howdah.postgres.error;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which words announce a value that must not be shown. */
final class SecretWords {
    private static final List<String> ENDINGS =
            List.of(
                    "password",
                    "passwd",
                    "passphrase",
                    "_secret",
                    "_token",
                    "secret_access_key",
                    "scram_client_key",
                    "scram_server_key");

    /** In CREATE SECRET all other keys count as secret, as a provider may know any. */
    private static final Set<String> HARMLESS =
            Set.of(
                    "type",
                    "provider",
                    "scope",
                    "host",
                    "hostaddr",
                    "hostname",
                    "port",
                    "user",
                    "username",
                    "dbname",
                    "database",
                    "passfile",
                    "service",
                    "servicefile",
                    "options",
                    "application_name",
                    "fallback_application_name",
                    "client_encoding",
                    "connect_timeout",
                    "target_session_attrs",
                    "load_balance_hosts",
                    "channel_binding",
                    "require_auth",
                    "sslmode",
                    "sslnegotiation",
                    "sslrootcert",
                    "sslcert",
                    "sslkey",
                    "sslcertmode",
                    "sslsni",
                    "use_rds_iam_auth",
                    "aws_region",
                    "aws_profile",
                    "region",
                    "profile",
                    "chain",
                    "endpoint",
                    "url_style",
                    "use_ssl",
                    "key_id",
                    "account_name",
                    "tenant_id",
                    "client_id");

    private SecretWords() {}

    /** Whether the value behind a word is secret wherever it stands. */
    static boolean isSecret(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /** Whether the value of a key of CREATE SECRET may be shown. */
    static boolean isHarmless(String key) {
        return HARMLESS.contains(key.toLowerCase(Locale.ROOT));
    }

    /** A quick look that tells most texts to be harmless. */
    static boolean mayAnnounce(String text) {
        return text.contains("://")
                || containsWord(text, "pass")
                || containsWord(text, "secret")
                || containsWord(text, "_token")
                || containsWord(text, "_key");
    }

    private static boolean containsWord(String text, String lower) {
        for (int i = 0; i <= text.length() - lower.length(); i++) {
            if (text.regionMatches(true, i, lower, 0, lower.length())) {
                return true;
            }
        }
        return false;
    }
}
