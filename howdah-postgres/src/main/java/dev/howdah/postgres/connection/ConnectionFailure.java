package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Says why a connection could not be made and what to do about it. */
final class ConnectionFailure {
    private ConnectionFailure() {}

    static HowdahException of(SQLException failure, HostAddress host, ConnectionSettings settings) {
        HowdahException ours = findCause(failure, HowdahException.class);
        if (ours != null) {
            return ours.in("No connection to " + settings.user() + "@" + host);
        }
        String place = "%s@%s/%s".formatted(settings.user(), host, settings.database());
        String state = String.valueOf(failure.getSQLState());
        boolean withoutPassword = settings.password(host).isEmpty();
        if (withoutPassword && isPasswordMissing(failure)) {
            return HowdahException.of(
                    ErrorKind.CONNECTION,
                    "28P01",
                    "No connection to %s: the server asks for a password and none was given; %s"
                            .formatted(place, passwordAdvice(settings)));
        }
        return HowdahException.of(
                ErrorKind.CONNECTION,
                "No connection to %s: %s%s"
                        .formatted(place, reason(failure, host, settings), advice(state, settings)),
                failure);
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
        if (stream instanceof UnknownHostException) {
            return "the host \"%s\" is unknown; check its name"
                    .formatted(host.hostaddr().orElse(host.host()));
        }
        if (stream instanceof SocketTimeoutException) {
            return "no answer within connect_timeout=%d s; check host and port"
                    .formatted(settings.connectTimeoutSeconds());
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
            case "28000" -> "; check the role and the server's pg_hba.conf";
            case "3D000" -> "; check dbname, or create the database";
            case "53300" ->
                    "; close other connections, or raise max_connections or the limit of the role"
                            + " or database";
            case "57P03" -> "; try again in a moment";
            default -> "";
        };
    }

    private static String passwordAdvice(ConnectionSettings settings) {
        return "check password=… in the connection string, the environment variable PGPASSWORD and"
                + " the password file "
                + settings.passwordFile().path();
    }

    private static <T extends Throwable> @Nullable T findCause(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        while (cause != null && !type.isInstance(cause)) {
            cause = cause.getCause();
        }
        return type.cast(cause);
    }
}
