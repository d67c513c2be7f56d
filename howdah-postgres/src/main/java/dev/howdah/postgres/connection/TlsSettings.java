package dev.howdah.postgres.connection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How to protect a connection.
 *
 * @param mode the mode in force, which an existing root certificate may have made stricter
 * @param direct start with TLS instead of asking for it
 * @param rootCertificate trusted certificates; none trusts whatever the mode allows
 * @param systemRoots trust what the Java runtime trusts
 * @param certificate the client's certificate chain
 * @param key the key of the client's certificate, or a PKCS#12 file with both
 * @param keyPassword the password of that key; a secret
 * @param requiresCertificate fail unless the server asks for the client's certificate
 * @param revoked lists of certificates that are trusted no more
 * @param sendsName tell the server the host's name when TLS starts
 * @param protocols the TLS versions allowed, oldest first
 */
record TlsSettings(
        SslMode mode,
        boolean direct,
        Optional<Path> rootCertificate,
        boolean systemRoots,
        Optional<Path> certificate,
        Optional<Path> key,
        Optional<String> keyPassword,
        boolean requiresCertificate,
        RevocationLists revoked,
        boolean sendsName,
        List<String> protocols) {
    private static final List<String> KNOWN_PROTOCOLS =
            List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

    /** The oldest version that a Java runtime still speaks. */
    private static final int OLDEST_SPOKEN = KNOWN_PROTOCOLS.indexOf("TLSv1.2");

    static TlsSettings of(ParameterValues values, Environment environment) {
        Path folder = environment.home().resolve(".postgresql");
        SslMode mode = values.sslMode();
        boolean direct =
                values.choice(
                        ConnectionParameter.SSLNEGOTIATION,
                        Map.of("postgres", false, "direct", true));
        if (direct && mode.compareTo(SslMode.REQUIRE) < 0) {
            throw ParameterValues.invalid(
                    ConnectionParameter.SSLNEGOTIATION,
                    "direct",
                    "it needs sslmode=require or stricter");
        }
        Optional<String> root = values.find(ConnectionParameter.SSLROOTCERT);
        boolean system = root.filter("system"::equals).isPresent();
        Optional<Path> rootFile =
                system
                        ? Optional.empty()
                        : root.map(Path::of).or(() -> existing(folder.resolve("root.crt")));
        String certificateMode =
                values.choice(
                        ConnectionParameter.SSLCERTMODE,
                        Map.of("allow", "allow", "disable", "disable", "require", "require"));
        boolean sendsCertificate = !certificateMode.equals("disable");
        Optional<Path> certificate =
                values.find(ConnectionParameter.SSLCERT)
                        .map(Path::of)
                        .or(() -> existing(folder.resolve("postgresql.crt")))
                        .filter(any -> sendsCertificate);
        Optional<Path> givenKey =
                values.find(ConnectionParameter.SSLKEY)
                        .map(Path::of)
                        .filter(any -> sendsCertificate);
        Optional<Path> key =
                certificate
                        .map(any -> givenKey.orElseGet(() -> folder.resolve("postgresql.key")))
                        .or(() -> givenKey.filter(TlsSettings::isKeyStore));
        return new TlsSettings(
                effective(mode, rootFile, system, values),
                direct,
                rootFile,
                system,
                certificate,
                key,
                values.find(ConnectionParameter.SSLPASSWORD),
                certificateMode.equals("require"),
                RevocationLists.of(values, folder),
                values.choice(ConnectionParameter.SSLSNI, Map.of("0", false, "1", true)),
                protocols(values));
    }

    /** True if the server's certificate must be signed by one of {@link #rootCertificate}. */
    boolean verifiesCertificate() {
        return mode.verifiesCertificate();
    }

    /** True for a PKCS#12 file, which holds the certificate next to its key. */
    static boolean isKeyStore(Path key) {
        String name = key.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx");
    }

    private static SslMode effective(
            SslMode mode, Optional<Path> rootFile, boolean system, ParameterValues values) {
        if (system) {
            // Anybody can get a certificate from a public authority, so the name must fit as well.
            if (mode != SslMode.VERIFY_FULL && !values.isDefault(ConnectionParameter.SSLMODE)) {
                throw ParameterValues.invalid(
                        ConnectionParameter.SSLMODE,
                        mode.key(),
                        "sslrootcert=system needs sslmode=verify-full");
            }
            return SslMode.VERIFY_FULL;
        }
        // libpq verifies under require if it finds a root certificate, for old times' sake.
        return mode == SslMode.REQUIRE && rootFile.filter(Files::exists).isPresent()
                ? SslMode.VERIFY_CA
                : mode;
    }

    private static List<String> protocols(ParameterValues values) {
        int oldest = protocol(values, ConnectionParameter.SSL_MIN_PROTOCOL_VERSION, 0);
        int newest =
                protocol(
                        values,
                        ConnectionParameter.SSL_MAX_PROTOCOL_VERSION,
                        KNOWN_PROTOCOLS.size() - 1);
        int from = Math.max(oldest, OLDEST_SPOKEN);
        if (newest < from) {
            throw ParameterValues.invalid(
                    ConnectionParameter.SSL_MAX_PROTOCOL_VERSION,
                    KNOWN_PROTOCOLS.get(newest),
                    "the oldest version allowed is " + KNOWN_PROTOCOLS.get(from));
        }
        return KNOWN_PROTOCOLS.subList(from, newest + 1);
    }

    private static int protocol(
            ParameterValues values, ConnectionParameter parameter, int otherwise) {
        Optional<String> given = values.find(parameter);
        if (given.isEmpty()) {
            return otherwise;
        }
        for (int i = 0; i < KNOWN_PROTOCOLS.size(); i++) {
            if (KNOWN_PROTOCOLS.get(i).equalsIgnoreCase(given.get())) {
                return i;
            }
        }
        throw ParameterValues.invalid(parameter, given.get(), "choose one of " + KNOWN_PROTOCOLS);
    }

    private static Optional<Path> existing(Path path) {
        return Optional.of(path).filter(Files::exists);
    }

    @Override
    public String toString() {
        return "TlsSettings[mode=" + mode.key() + ", rootCertificate=" + rootCertificate + "]";
    }
}
