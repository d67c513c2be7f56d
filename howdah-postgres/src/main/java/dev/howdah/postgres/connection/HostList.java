package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.HowdahException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Pairs the lists of hosts, addresses and ports up. */
final class HostList {
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");

    private HostList() {}

    static List<HostAddress> of(ParameterValues values) {
        List<String> hosts = values.list(ConnectionParameter.HOST);
        List<String> addresses = values.list(ConnectionParameter.HOSTADDR);
        List<String> ports = values.list(ConnectionParameter.PORT);
        int count = Math.max(1, addresses.isEmpty() ? hosts.size() : addresses.size());
        if (!addresses.isEmpty() && !hosts.isEmpty() && hosts.size() != addresses.size()) {
            throw HowdahException.user(
                    "The connection names %d hosts but %d addresses in hostaddr; give one per host"
                            .formatted(hosts.size(), addresses.size()));
        }
        if (ports.size() > 1 && ports.size() != count) {
            throw HowdahException.user(
                    "The connection names %d ports for %d hosts; give one port, or one per host"
                            .formatted(ports.size(), count));
        }
        List<HostAddress> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Optional<String> address = element(addresses, i);
            address.ifPresent(HostList::requireNumeric);
            String host =
                    element(hosts, i)
                            .or(() -> address)
                            .orElseGet(() -> values.defaultOf(ConnectionParameter.HOST));
            Optional<String> port = element(ports, ports.size() == 1 ? 0 : i);
            list.add(new HostAddress(host, address, port(values, port)));
        }
        return List.copyOf(list);
    }

    /** A name here would be looked up, which hostaddr is there to avoid. */
    private static void requireNumeric(String address) {
        boolean numeric = address.indexOf(':') >= 0 || NUMERIC.matcher(address).matches();
        if (!numeric) {
            throw ParameterValues.invalid(
                    ConnectionParameter.HOSTADDR, address, "give an IP address; names go to host");
        }
    }

    private static Optional<String> element(List<String> list, int index) {
        return index < list.size()
                ? Optional.of(list.get(index)).filter(each -> !each.isEmpty())
                : Optional.empty();
    }

    private static int port(ParameterValues values, Optional<String> given) {
        String port = given.orElseGet(() -> values.defaultOf(ConnectionParameter.PORT));
        return ParameterValues.integer(ConnectionParameter.PORT, port, 1, 65535);
    }
}
