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
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Builds a TLS context from the files that libpq uses. */
final class TlsContext {
    private static final char[] IN_MEMORY = "in memory".toCharArray();

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
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
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
        if (settings.certificate().isEmpty()) {
            return null;
        }
        Path keyFile = settings.key().orElseThrow();
        PrivateKeyFile.requirePrivate(keyFile);
        char[] password = settings.keyPassword().orElse("").toCharArray();
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (keyFile.toString().endsWith(".p12") || keyFile.toString().endsWith(".pfx")) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream stream = open(keyFile, "sslkey")) {
                store.load(stream, password);
            }
            factory.init(store, password);
            return factory.getKeyManagers();
        }
        Certificate[] chain =
                certificates(settings.certificate().orElseThrow(), "sslcert")
                        .toArray(new Certificate[0]);
        KeyStore store = emptyStore();
        try (InputStream stream = open(keyFile, "sslkey")) {
            PrivateKeyFile key = new PrivateKeyFile(keyFile, stream.readAllBytes());
            store.setKeyEntry("client", key.decode(password), IN_MEMORY, chain);
        }
        factory.init(store, IN_MEMORY);
        return factory.getKeyManagers();
    }

    private static Collection<? extends Certificate> certificates(Path file, String parameter)
            throws GeneralSecurityException, IOException {
        try (InputStream stream = open(file, parameter)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(stream);
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
