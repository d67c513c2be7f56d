package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.PoolerAdvice;
import dev.howdah.postgres.wire.ServerError;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.net.ssl.SSLException;

/** Says why a connection could not be made and what to do about it. */
final class ConnectionFailure {
    private ConnectionFailure() {}

    static HowdahException of(
            SQLException failure,
            HostAddress host,
            ConnectionSettings settings,
            boolean withPassword) {
        HowdahException ours = findCause(failure, HowdahException.class);
        if (ours != null) {
            return ours.in("No connection to " + settings.user() + "@" + host);
        }
        String place = "%s@%s/%s".formatted(settings.user(), host, settings.database());
        String state = String.valueOf(failure.getSQLState());
        if (!withPassword && !isPicky(settings) && isPasswordMissing(failure)) {
            return HowdahException.of(
                    ErrorKind.CONNECTION,
                    "28P01",
                    "No connection to %s: the server asks for a password and none was given; %s"
                            .formatted(place, passwordAdvice(settings)));
        }
        String reason = reason(failure, host, settings);
        Optional<PoolerAdvice> pooler = PoolerAdvice.find(reason);
        if (pooler.isPresent()) {
            return ofPooler(place, reason, pooler.get(), state);
        }
        return HowdahException.of(
                ErrorKind.CONNECTION,
                "No connection to %s: %s%s".formatted(place, reason, advice(state, settings)),
                failure);
    }

    /** PgBouncer calls whatever it refuses a violation of the protocol. */
    private static HowdahException ofPooler(
            String place, String reason, PoolerAdvice advice, String state) {
        return HowdahException.of(
                ErrorKind.CONNECTION,
                advice == PoolerAdvice.TOO_MANY_CLIENTS ? ServerError.TOO_MANY_CONNECTIONS : state,
                "No connection to %s: %s; %s".formatted(place, reason, advice.text()));
    }

    /** One failure for all servers that were tried. */
    static HowdahException ofAll(List<HowdahException> failures) {
        HowdahException last = failures.get(failures.size() - 1);
        if (failures.size() == 1) {
            return last;
        }
        String all =
                failures.stream()
                        .map(HowdahException::getMessage)
                        .collect(Collectors.joining("; "));
        HowdahException combined =
                HowdahException.of(
                        ErrorKind.CONNECTION,
                        "None of the servers could be connected to. " + all,
                        last);
        failures.subList(0, failures.size() - 1).forEach(combined::addSuppressed);
        return combined;
    }

    /** One failure for all addresses of a host, none of which let anybody in. */
    static HowdahException ofAddresses(List<HowdahException> failures) {
        long kinds = failures.stream().map(HowdahException::getMessage).distinct().count();
        return kinds == 1 ? failures.get(0) : ofAll(failures);
    }

    /** Whether the client may refuse a log-in; pgjdbc gives that the code of a missing password. */
    private static boolean isPicky(ConnectionSettings settings) {
        return settings.find(ConnectionParameter.REQUIRE_AUTH).isPresent()
                || settings.find(ConnectionParameter.CHANNEL_BINDING)
                        .filter("require"::equals)
                        .isPresent();
    }

    private static boolean isPasswordMissing(SQLException failure) {
        boolean fromServer =
                failure instanceof PSQLException answer && answer.getServerErrorMessage() != null;
        // pgjdbc gives up by itself when it has no password to send.
        return (fromServer ? "28P01" : "08004").equals(failure.getSQLState());
    }

    private static String reason(
            SQLException failure, HostAddress host, ConnectionSettings settings) {
        if (failure instanceof PSQLException answer) {
            ServerErrorMessage message = answer.getServerErrorMessage();
            if (message != null && message.getMessage() != null) {
                return message.getMessage();
            }
        }
        IOException stream = findCause(failure, IOException.class);
        if (stream instanceof SocketTimeoutException) {
            return "no answer within connect_timeout=%d s; check host and port"
                    .formatted(settings.connectTimeoutSeconds());
        }
        boolean brokeOff =
                stream instanceof SocketException && !(stream instanceof ConnectException);
        if (stream instanceof SSLException || (brokeOff && settings.tls().key().isPresent())) {
            return TlsFailure.reason(stream, settings.tls());
        }
        if (stream instanceof ConnectException || (stream != null && host.isUnixSocket())) {
            return "%s; check that the server runs and listens on %s"
                    .formatted(stream.getMessage(), host.isUnixSocket() ? host.socketPath() : host);
        }
        return stream == null || stream.getMessage() == null
                ? String.valueOf(failure.getMessage())
                : failure.getMessage() + " (" + stream.getMessage() + ")";
    }

    private static String advice(String state, ConnectionSettings settings) {
        return switch (state) {
            case "28P01" -> "; " + passwordAdvice(settings);
            case "08004" ->
                    isPicky(settings)
                            ? "; check require_auth, channel_binding and sslmode, which say what"
                                    + " log-in is good enough"
                            : "";
            case "28000" ->
                    "; check the role and the server's pg_hba.conf"
                            + settings.providerAdvice().map(", and "::concat).orElse("");
            case "3D000" -> "; check dbname, or create the database";
            case "53300" ->
                    "; close other connections, or raise max_connections or the limit of the role"
                            + " or database";
            case "57P03" -> "; try again in a moment";
            default -> "";
        };
    }

    private static String passwordAdvice(ConnectionSettings settings) {
        return "check " + settings.passwordAdvice();
    }

    private static <T extends Throwable> @Nullable T findCause(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        while (cause != null && !type.isInstance(cause)) {
            cause = cause.getCause();
        }
        return type.cast(cause);
    }
}
