package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.testing.Standbys;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Which of several servers a connection goes to. */
@ParameterizedClass
@MethodSource("versions")
final class HostsTest {
    private final int version;
    private Standbys servers;
    private Map<String, EmbeddedServer> byLetter;

    HostsTest(int version) {
        this.version = version;
    }

    static IntStream versions() {
        return TestServers.versions();
    }

    @BeforeEach
    void start() {
        servers = Standbys.of(version);
        byLetter = Map.of("P", servers.primary(), "S", servers.standby(), "R", servers.readOnly());
    }

    /** P is a primary, S its standby, R a primary whose transactions are read-only. */
    @ParameterizedTest
    @CsvSource({
        "any, PSR, P",
        "any, SPR, S",
        "read-write, SRP, P",
        "read-write, SR, none",
        "read-only, PRS, R",
        "read-only, PS, S",
        "read-only, P, none",
        "primary, SRP, R",
        "primary, SP, P",
        "primary, S, none",
        "standby, PRS, S",
        "standby, PR, none",
        "prefer-standby, PSR, S",
        "prefer-standby, RP, R"
    })
    void choosesTheServerThatFits(String target, String order, String expected) {
        assertThat(ask(order, "target_session_attrs=" + target)).isEqualTo(expected);
    }

    @Test
    void saysWhyNoServerFits() {
        HowdahException failure =
                catchThrowableOfType(
                        HowdahException.class,
                        () -> Session.open(settings("SR", "target_session_attrs=read-write")));
        assertThat(failure.getMessage())
                .contains(
                        ":" + servers.standby().port(),
                        ":" + servers.readOnly().port(),
                        "does not fit target_session_attrs=read-write");
    }

    @Test
    void drawsTheServerByLot() {
        Set<String> reached = new HashSet<>();
        while (reached.size() < 3) {
            reached.add(ask("PSR", "load_balance_hosts=random"));
        }
        assertThat(reached).containsExactlyInAnyOrder("P", "S", "R");
    }

    @Test
    void goesOnAfterASilentServer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String mode : new String[] {"disable", "allow", "prefer"}) {
                String text =
                        "host=127.0.0.1,127.0.0.1 port=%d,%d user=postgres connect_timeout=1 sslmode=%s"
                                .formatted(silent.getLocalPort(), servers.primary().port(), mode);
                try (Session session = Session.open(ConnectionSettings.parse(text))) {
                    assertThat(session.describe()).contains(":" + servers.primary().port());
                }
            }
        }
    }

    @Test
    void triesEveryAddressOfAName() throws IOException {
        // The name stands for an IPv6 address too where the system has one; the server has not.
        assertThat(new HostAddress("localhost", java.util.Optional.empty(), 1).resolve())
                .isNotEmpty();
        String text = "host=localhost user=postgres port=" + servers.primary().port();
        for (String order : new String[] {"", " load_balance_hosts=random"}) {
            try (Session session = Session.open(ConnectionSettings.parse(text + order))) {
                assertThat(session.isValid()).isTrue();
            }
        }
    }

    @Test
    void takesAddressesNextToNames() {
        String text =
                "host=first.invalid,second.invalid hostaddr=127.0.0.1,127.0.0.1 user=postgres"
                        + " target_session_attrs=standby port=%d,%d"
                                .formatted(servers.primary().port(), servers.standby().port());
        try (Session session = Session.open(ConnectionSettings.parse(text))) {
            assertThat(session.describe()).contains("second.invalid");
        }
    }

    @Test
    void setsKeepalives() throws Exception {
        String text =
                servers.primary().connectionString()
                        + " keepalives_idle=77 keepalives_interval=7 keepalives_count=5";
        ConnectionSettings settings = ConnectionSettings.parse(text);
        var address = settings.hosts().get(0).resolve().get(0);
        try (SocketTicket ticket = SocketTicket.issue(address, settings, null);
                SharedPlainSocket socket = (SharedPlainSocket) ticket.connectForDriver()) {
            var below = socket.socket();
            assertThat(below.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
            var idle = jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE;
            if (below.supportedOptions().contains(idle)) {
                assertThat(below.getOption(idle)).isEqualTo(77);
                assertThat(below.getOption(jdk.net.ExtendedSocketOptions.TCP_KEEPINTERVAL))
                        .isEqualTo(7);
                assertThat(below.getOption(jdk.net.ExtendedSocketOptions.TCP_KEEPCOUNT))
                        .isEqualTo(5);
            }
        }
    }

    private String ask(String order, String more) {
        try (Session session = Session.open(settings(order, more))) {
            return byLetter.entrySet().stream()
                    .filter(each -> session.describe().contains(":" + each.getValue().port() + "/"))
                    .findFirst()
                    .orElseThrow()
                    .getKey();
        } catch (HowdahException none) {
            return "none";
        }
    }

    private ConnectionSettings settings(String order, String more) {
        StringBuilder hosts = new StringBuilder();
        StringBuilder ports = new StringBuilder();
        for (String letter : order.split("")) {
            hosts.append(hosts.isEmpty() ? "" : ",").append("127.0.0.1");
            ports.append(ports.isEmpty() ? "" : ",").append(byLetter.get(letter).port());
        }
        return ConnectionSettings.parse(
                "user=postgres host=%s port=%s %s".formatted(hosts, ports, more));
    }
}
