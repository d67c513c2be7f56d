package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * Asks a server for TLS and lays it over the connection, for a session and for its cancel requests.
 *
 * <p>The driver could do so too, but it falls back to plain text when the answer is late, checks
 * names by other rules than libpq, and sends cancel requests, which hold a secret, in plain text.
 */
final class TlsNegotiation {
    private static final int REQUEST = 80877103;
    private static final String DIRECT_PROTOCOL = "postgresql";

    private final HostAddress host;
    private final TlsSettings settings;
    private @Nullable SSLContext context;

    TlsNegotiation(HostAddress host, TlsSettings settings) {
        this.host = host;
        this.settings = settings;
    }

    /**
     * Encrypts a connection on which nothing has been sent yet.
     *
     * @return empty if the server has no TLS and the mode does without, so that plain text may
     *     follow
     * @throws HowdahException of kind CONNECTION if TLS fails or the server isn't to be trusted
     * @throws IOException if the connection breaks or times out before TLS begins
     */
    Optional<SSLSocket> begin(Socket below) throws IOException {
        SSLContext trusted = context();
        if (!settings.direct() && !isOffered(below)) {
            return Optional.empty();
        }
        SSLSocket socket =
                (SSLSocket)
                        trusted.getSocketFactory()
                                .createSocket(below, host.host(), host.port(), true);
        socket.setEnabledProtocols(settings.protocols().toArray(new String[0]));
        socket.setSSLParameters(parameters(socket.getSSLParameters()));
        socket.setUseClientMode(true);
        try {
            socket.startHandshake();
        } catch (SocketTimeoutException late) {
            throw late;
        } catch (IOException failure) {
            throw TlsFailure.of(failure, settings);
        }
        check(socket);
        return Optional.of(socket);
    }

    private synchronized SSLContext context() {
        if (context == null) {
            context = TlsContext.of(settings);
        }
        return context;
    }

    private boolean isOffered(Socket below) throws IOException {
        below.getOutputStream().write(ByteBuffer.allocate(8).putInt(8).putInt(REQUEST).array());
        below.getOutputStream().flush();
        // One byte and no more: what follows it in plain text must never pass for the server's.
        int answer = below.getInputStream().read();
        return switch (answer) {
            case 'S' -> true;
            case 'N' -> {
                if (settings.mode().compareTo(SslMode.REQUIRE) >= 0) {
                    throw failure(
                            "the server has no TLS, which sslmode=%s needs; switch it on there"
                                            .formatted(settings.mode().key())
                                    + " (ssl = on), and check that nothing in between takes it away");
                }
                yield false;
            }
            case -1 ->
                    throw failure(
                            "the server closed the connection when it was asked for TLS; check"
                                    + " that a PostgreSQL server listens there");
            default ->
                    throw failure(
                            "the answer to the request for TLS is not PostgreSQL's; check host and"
                                    + " port");
        };
    }

    private SSLParameters parameters(SSLParameters parameters) {
        parameters.setServerNames(settings.sendsName() ? serverNames() : List.of());
        if (settings.direct()) {
            parameters.setApplicationProtocols(new String[] {DIRECT_PROTOCOL});
        }
        return parameters;
    }

    private List<SNIServerName> serverNames() {
        if (ServerName.isAddress(host.host())) {
            return List.of();
        }
        try {
            return List.of(new SNIHostName(host.host()));
        } catch (IllegalArgumentException notAllowedInTls) {
            return List.of();
        }
    }

    private void check(SSLSocket socket) throws IOException {
        SSLSession session = socket.getSession();
        if (settings.direct() && !DIRECT_PROTOCOL.equals(socket.getApplicationProtocol())) {
            throw failure(
                    "the server took TLS but not PostgreSQL over it; use sslnegotiation=postgres");
        }
        if (settings.requiresCertificate() && session.getLocalCertificates() == null) {
            throw failure(
                    "sslcertmode=require, but the server did not ask for a certificate that the"
                            + " client has; check sslcert and the server's ssl_ca_file");
        }
        if (!settings.verifiesCertificate()) {
            return;
        }
        X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
        try {
            // Java takes a certificate that is itself a trusted one without looking at its dates.
            certificate.checkValidity();
        } catch (CertificateException outOfDate) {
            throw TlsFailure.of(new SSLException(outOfDate), settings);
        }
        if (settings.mode() == SslMode.VERIFY_FULL) {
            ServerName.requireMatch(host.host(), certificate);
        }
    }

    private static HowdahException failure(String message) {
        return HowdahException.of(ErrorKind.CONNECTION, message);
    }
}
