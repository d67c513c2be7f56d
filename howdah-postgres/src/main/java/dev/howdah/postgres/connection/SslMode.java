package dev.howdah.postgres.connection;

import java.util.Locale;

/** How much a connection must be protected, weakest first; libpq's sslmode. */
enum SslMode {
    DISABLE,
    ALLOW,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL;

    /** The spelling of connection strings. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True if the server's certificate must be signed by a trusted one. */
    boolean verifiesCertificate() {
        return compareTo(VERIFY_CA) >= 0;
    }
}
