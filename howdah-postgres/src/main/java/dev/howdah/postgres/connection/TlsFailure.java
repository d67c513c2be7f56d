package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.regex.Pattern;

/** Says why TLS could not be set up, in the words of libpq's parameters. */
final class TlsFailure {
    private static final Pattern CERTIFICATE_ALERT =
            Pattern.compile("certificate|unknown_ca|decrypt_error");

    private TlsFailure() {}

    static HowdahException of(IOException failure, TlsSettings settings) {
        String message = "TLS failed: " + reason(failure, settings);
        if (settings.mode().compareTo(SslMode.REQUIRE) < 0) {
            // libpq would go on in plain text here, and tell nobody.
            message += "; sslmode=disable connects without TLS, if that is meant";
        }
        return HowdahException.of(ErrorKind.CONNECTION, message, failure);
    }

    /** Also for a failure after the start, where TLS 1.3 tells of the client's certificate. */
    static String reason(IOException failure, TlsSettings settings) {
        String text = String.valueOf(failure.getMessage());
        String certificate = certificateReason(failure, settings);
        if (certificate != null) {
            return certificate;
        }
        if (text.contains("fatal alert") && CERTIFICATE_ALERT.matcher(text).find()) {
            return "the server refused the client's certificate (%s); check sslcert and sslkey"
                    .formatted(text);
        }
        if (text.contains("protocol_version") || text.contains("No appropriate protocol")) {
            return "client and server have no TLS version in common (%s); check".formatted(text)
                    + " ssl_min_protocol_version and ssl_max_protocol_version";
        }
        if (failure instanceof SocketException && settings.key().isPresent()) {
            // The server's last word is lost when it hangs up before the client has finished.
            return "the server broke off (%s), perhaps because it refused the client's certificate;"
                            .formatted(text)
                    + " check sslcert and sslkey";
        }
        return settings.direct()
                ? text + "; sslnegotiation=direct needs PostgreSQL 17, use sslnegotiation=postgres"
                : text;
    }

    private static @Nullable String certificateReason(IOException failure, TlsSettings settings) {
        String authority =
                settings.systemRoots()
                        ? "one that the Java runtime trusts"
                        : "one in " + settings.rootCertificate().map(Object::toString).orElse("it");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "the server's certificate, or one that it is signed with, has expired (%s);"
                                .formatted(cause.getMessage())
                        + " it must be renewed";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "the server's certificate is not valid yet (%s); check the clocks"
                        .formatted(cause.getMessage());
            }
            if (cause instanceof CertPathValidatorException path
                    && path.getReason() == BasicReason.REVOKED) {
                return "the server's certificate is revoked (%s)".formatted(path.getMessage());
            }
            if (cause instanceof CertPathValidatorException path
                    && path.getReason() == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
                return "sslcrl and sslcrldir hold no valid revocation list of the authority that"
                        + " signed the server's certificate; add it";
            }
            if (cause instanceof CertPathBuilderException
                    && !(cause.getCause() instanceof CertPathValidatorException)) {
                return "the server's certificate is not signed by %s; give the right authority's"
                                .formatted(authority)
                        + " certificate as sslrootcert";
            }
        }
        return null;
    }
}
