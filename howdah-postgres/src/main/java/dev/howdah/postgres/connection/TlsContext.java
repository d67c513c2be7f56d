package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CRL;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Builds a TLS context from the files that libpq uses. */
final class TlsContext {
    private TlsContext() {}

    static SSLContext of(TlsSettings settings) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(settings), trustManagers(settings), null);
            return context;
        } catch (GeneralSecurityException | IOException failure) {
            throw HowdahException.of(
                    ErrorKind.CONNECTION, "TLS can't be set up: " + failure.getMessage(), failure);
        }
    }

    private static TrustManager @Nullable [] trustManagers(TlsSettings settings)
            throws GeneralSecurityException, IOException {
        if (settings.systemRoots()) {
            return null;
        }
        if (!settings.verifiesCertificate()) {
            return new TrustManager[] {new TrustEverybody()};
        }
        Path file =
                settings.rootCertificate()
                        .filter(Files::exists)
                        .orElseThrow(() -> missingRoot(settings));
        KeyStore roots = emptyStore();
        int number = 0;
        for (Certificate certificate : certificates(file, "sslrootcert")) {
            roots.setCertificateEntry("root" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        PKIXBuilderParameters rules = new PKIXBuilderParameters(roots, new X509CertSelector());
        List<CRL> revoked = settings.revoked().read();
        // With at least one list, every certificate needs one of its authority, as in libpq.
        rules.setRevocationEnabled(!revoked.isEmpty());
        rules.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(revoked)));
        factory.init(new CertPathTrustManagerParameters(rules));
        return factory.getTrustManagers();
    }

    private static HowdahException missingRoot(TlsSettings settings) {
        String file =
                settings.rootCertificate()
                        .map(path -> "the file " + path + " does not exist")
                        .orElse("there is no ~/.postgresql/root.crt");
        return HowdahException.of(
                ErrorKind.CONNECTION,
                "sslmode=%s needs the certificate that the server's is signed with, and %s; give"
                                .formatted(settings.mode().key(), file)
                        + " sslrootcert=FILE, or sslrootcert=system for public authorities");
    }

    private static KeyManager @Nullable [] keyManagers(TlsSettings settings)
            throws GeneralSecurityException, IOException {
        if (settings.key().isEmpty()) {
            return null;
        }
        char[] password = settings.keyPassword().orElse("").toCharArray();
        Path keyFile = settings.key().get();
        PrivateKeyFile.requirePrivate(keyFile);
        ClientIdentity identity;
        try (InputStream stream = open(keyFile, "sslkey")) {
            identity =
                    TlsSettings.isKeyStore(keyFile)
                            ? fromKeyStore(keyFile, stream, password)
                            : new ClientIdentity(
                                    new PrivateKeyFile(keyFile, stream.readAllBytes())
                                            .decode(password),
                                    certificates(settings.certificate().orElseThrow(), "sslcert"));
        }
        identity.requirePair(keyFile);
        return new KeyManager[] {identity};
    }

    private static ClientIdentity fromKeyStore(Path file, InputStream stream, char[] password)
            throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(stream, password);
        } catch (IOException failure) {
            throw HowdahException.of(
                    ErrorKind.USER,
                    "The client key %s can't be opened: %s; check sslpassword"
                            .formatted(file, failure.getMessage()),
                    failure);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                List<X509Certificate> chain =
                        Stream.of(store.getCertificateChain(alias))
                                .map(X509Certificate.class::cast)
                                .toList();
                return new ClientIdentity((PrivateKey) store.getKey(alias, password), chain);
            }
        }
        throw HowdahException.user(
                "The file %s of sslkey holds no key with a certificate".formatted(file));
    }

    private static List<X509Certificate> certificates(Path file, String parameter)
            throws GeneralSecurityException, IOException {
        try (InputStream stream = open(file, parameter)) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(stream).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw HowdahException.user(
                        "The file %s of %s holds no certificate".formatted(file, parameter));
            }
            return certificates;
        }
    }

    private static InputStream open(Path file, String parameter) {
        try {
            return Files.newInputStream(file);
        } catch (IOException failure) {
            throw HowdahException.of(
                    ErrorKind.USER,
                    "The file %s of %s can't be read".formatted(file, parameter),
                    failure);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    /** For the modes that encrypt but ask nobody for a name. */
    private static final class TrustEverybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
