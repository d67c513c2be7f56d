package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.HowdahException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Connection strings of the form {@code postgresql://user:password@host:port,…/dbname?key=value}.
 *
 * <p>Messages never repeat a part of the URI that may hold the password.
 */
final class UriSyntax {
    private static final List<String> SCHEMES = List.of("postgresql://", "postgres://");

    private final String text;
    private final Map<String, String> values = new LinkedHashMap<>();
    private int at;

    private UriSyntax(String text) {
        this.text = text;
    }

    static boolean matches(String text) {
        return SCHEMES.stream().anyMatch(text::startsWith);
    }

    static Map<String, String> parse(String text) {
        UriSyntax uri = new UriSyntax(text);
        uri.at = text.indexOf("://") + 3;
        uri.credentials();
        uri.requireNoOtherAt();
        uri.hosts();
        uri.database();
        uri.parameters();
        return uri.values;
    }

    private void credentials() {
        int stop = indexOfAny(at, "@/");
        if (stop == text.length() || text.charAt(stop) != '@') {
            return;
        }
        int colon = text.indexOf(':', at);
        boolean hasPassword = colon >= 0 && colon < stop;
        putUnlessEmpty(ConnectionParameter.USER, text.substring(at, hasPassword ? colon : stop));
        if (hasPassword) {
            putUnlessEmpty(ConnectionParameter.PASSWORD, text.substring(colon + 1, stop));
        }
        at = stop + 1;
    }

    /** A raw @ or / in a password would make a part of it look like a host or a database. */
    private void requireNoOtherAt() {
        if (text.substring(at, indexOfAny(at, "?")).indexOf('@') >= 0) {
            throw HowdahException.user(
                    "The connection URI has an \"@\" that doesn't end the user and password; inside"
                            + " a user, password, host or database write @ as %40 and / as %2F");
        }
    }

    private void hosts() {
        List<String> hosts = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        while (true) {
            hosts.add(host());
            String port = "";
            if (at < text.length() && text.charAt(at) == ':') {
                int stop = indexOfAny(at + 1, "/?,");
                port = text.substring(at + 1, stop);
                at = stop;
            }
            ports.add(port);
            if (at == text.length() || text.charAt(at) != ',') {
                break;
            }
            at++;
        }
        putUnlessEmpty(ConnectionParameter.HOST, String.join(",", hosts));
        putUnlessEmpty(ConnectionParameter.PORT, String.join(",", ports));
    }

    private String host() {
        if (at == text.length() || text.charAt(at) != '[') {
            int stop = indexOfAny(at, ":/?,");
            String host = text.substring(at, stop);
            at = stop;
            return host;
        }
        int close = text.indexOf(']', at);
        if (close < 0) {
            throw HowdahException.user(
                    "The connection URI has an IPv6 address without its closing \"]\"");
        }
        String address = text.substring(at + 1, close);
        if (address.isEmpty()) {
            throw HowdahException.user("The connection URI has an empty IPv6 address \"[]\"");
        }
        at = close + 1;
        if (at < text.length() && ":/?,".indexOf(text.charAt(at)) < 0) {
            throw HowdahException.user(
                    "The connection URI has \"%c\" behind an IPv6 address; \":\", \"/\", \"?\" or"
                                    .formatted(text.charAt(at))
                            + " \",\" may follow");
        }
        return address;
    }

    private void database() {
        if (at < text.length() && text.charAt(at) == '/') {
            int stop = indexOfAny(at + 1, "?");
            putUnlessEmpty(ConnectionParameter.DBNAME, text.substring(at + 1, stop));
            at = stop;
        }
    }

    private void parameters() {
        if (at == text.length()) {
            return;
        }
        at++;
        while (at < text.length()) {
            int stop = indexOfAny(at, "&");
            parameter(text.substring(at, stop));
            at = stop + 1;
        }
    }

    private void parameter(String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            throw HowdahException.user(
                    "The connection URI has a parameter without \"=\"; write ?key=value&key=value");
        }
        if (pair.indexOf('=', equals + 1) >= 0) {
            throw HowdahException.user(
                    "The connection URI has a second \"=\" in a parameter; write it as %3D");
        }
        String key = decode(pair.substring(0, equals));
        String value = decode(pair.substring(equals + 1));
        if (key.equals("ssl") && value.equals("true")) {
            // The spelling of JDBC URLs, which libpq accepts too.
            values.put(ConnectionParameter.SSLMODE.key(), "require");
        } else {
            values.put(key, value);
        }
    }

    private void putUnlessEmpty(ConnectionParameter parameter, String encoded) {
        if (!encoded.isEmpty()) {
            values.put(parameter.key(), decode(encoded));
        }
    }

    private int indexOfAny(int from, String stops) {
        int index = from;
        while (index < text.length() && stops.indexOf(text.charAt(index)) < 0) {
            index++;
        }
        return index;
    }

    private static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.write(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low < 0) {
                throw HowdahException.user(
                        "The connection URI has a \"%\" without two hexadecimal digits behind it;"
                                + " write a plain percent sign as %25");
            }
            if (high == 0 && low == 0) {
                throw HowdahException.user("The connection URI holds %00, which is not allowed");
            }
            decoded.write((high << 4) | low);
            i += 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
