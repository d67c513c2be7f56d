package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.HowdahException;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Refuses what libpq can do and Howdah can't, rather than connecting with less than asked for. */
final class UnsupportedParameters {
    /** Parameters that must not be given at all. */
    private static final List<ConnectionParameter> REFUSED =
            List.of(
                    ConnectionParameter.SSLKEYLOGFILE,
                    ConnectionParameter.REQUIREPEER,
                    ConnectionParameter.SCRAM_CLIENT_KEY,
                    ConnectionParameter.SCRAM_SERVER_KEY,
                    ConnectionParameter.OAUTH_ISSUER,
                    ConnectionParameter.OAUTH_CLIENT_ID,
                    ConnectionParameter.OAUTH_CLIENT_SECRET,
                    ConnectionParameter.OAUTH_SCOPE);

    /** The values that Howdah can honour, where libpq knows more. */
    private static final Map<ConnectionParameter, Set<String>> HONOURED =
            Map.of(
                    ConnectionParameter.CLIENT_ENCODING, Set.of("utf8", "utf-8", "unicode", "auto"),
                    ConnectionParameter.SSLCOMPRESSION, Set.of("0", "1"),
                    ConnectionParameter.GSSENCMODE, Set.of("disable", "prefer"),
                    ConnectionParameter.GSSLIB, Set.of("gssapi", "sspi"),
                    ConnectionParameter.GSSDELEGATION, Set.of("0"),
                    ConnectionParameter.TCP_USER_TIMEOUT, Set.of("0"),
                    ConnectionParameter.MIN_PROTOCOL_VERSION, Set.of("3.0"),
                    ConnectionParameter.MAX_PROTOCOL_VERSION, Set.of("3.0", "3.2", "latest"));

    private static final Set<String> FALSE = Set.of("0", "off", "no", "false", "f", "n");

    private UnsupportedParameters() {}

    static void refuse(ParameterValues values) {
        for (ConnectionParameter parameter : REFUSED) {
            if (values.find(parameter).isPresent()) {
                throw unsupported(parameter, "leave it out");
            }
        }
        HONOURED.forEach(
                (parameter, honoured) -> {
                    String given = values.find(parameter).orElse("").toLowerCase(Locale.ROOT);
                    if (!given.isEmpty() && !honoured.contains(given)) {
                        throw unsupported(
                                parameter, "give one of " + honoured.stream().sorted().toList());
                    }
                });
        String replication = values.find(ConnectionParameter.REPLICATION).orElse("off");
        if (!FALSE.contains(replication.toLowerCase(Locale.ROOT))) {
            throw unsupported(ConnectionParameter.REPLICATION, "leave it out");
        }
    }

    private static HowdahException unsupported(ConnectionParameter parameter, String mend) {
        return HowdahException.unsupported(
                "The value of the connection parameter %s can't be honoured (%s); %s%s"
                        .formatted(
                                parameter.key(),
                                parameter.description(),
                                mend,
                                parameter
                                        .variable()
                                        .map(name -> ", also in the environment variable " + name)
                                        .orElse("")));
    }
}
