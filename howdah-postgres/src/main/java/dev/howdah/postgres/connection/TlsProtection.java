package dev.howdah.postgres.connection;

/**
 * How a session is encrypted.
 *
 * @param protocol the version of TLS, such as {@code TLSv1.3}
 * @param cipher the cipher suite by its standard name
 */
public record TlsProtection(String protocol, String cipher) {}
