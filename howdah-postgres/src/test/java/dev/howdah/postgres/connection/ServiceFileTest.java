package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

final class ServiceFileTest {
    @TempDir Path home;

    @Test
    void readsTheSectionOfTheService() throws IOException {
        write(
                "[other]\nhost=wrong\n# comment\n\n  [mine]\nhost=h\nport=12\nhost=twice\n[next]\nuser=n");
        assertThat(parse("service=mine", Map.of()).describe()).isEqualTo("os@h:12/os");
        assertThat(parse("postgresql://?service=mine", Map.of()).describe())
                .isEqualTo("os@h:12/os");
        assertThat(parse("", Map.of("PGSERVICE", "mine")).describe()).isEqualTo("os@h:12/os");
    }

    @Test
    void readsAFileThatIsNamedAndThenTheSystems() throws IOException {
        Path named = Files.writeString(home.resolve("named"), "[a]\nhost=named\n");
        Path system = Files.createDirectory(home.resolve("system"));
        Files.writeString(system.resolve("pg_service.conf"), "[b]\nhost=system\n");
        Map<String, String> variables =
                Map.of("PGSERVICEFILE", named.toString(), "PGSYSCONFDIR", system.toString());
        assertThat(parse("service=a", variables).describe()).isEqualTo("os@named:5432/os");
        assertThat(parse("service=b", variables).describe()).isEqualTo("os@system:5432/os");
        assertThat(parse("service=a servicefile=" + named, Map.of()).describe())
                .isEqualTo("os@named:5432/os");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertThatThrownBy(() -> parse("service=mine", Map.of()))
                .hasMessageContaining("no service \"mine\"")
                .hasMessageContaining(".pg_service.conf");
        assertThatThrownBy(() -> parse("service=mine servicefile=/nowhere/at/all", Map.of()))
                .hasMessageContaining("/nowhere/at/all was not found");
        write("[mine]\nhost h\n");
        assertThatThrownBy(() -> parse("service=mine", Map.of())).hasMessageContaining("line 2");
        write("[mine]\nhst=h\n");
        assertThatThrownBy(() -> parse("service=mine", Map.of()))
                .hasMessageContaining("line 2")
                .hasMessageContaining("did you mean \"host\"");
        write("[mine]\nservice=other\n");
        assertThatThrownBy(() -> parse("service=mine", Map.of()))
                .hasMessageContaining("can't name another service");
    }

    private void write(String content) throws IOException {
        Files.writeString(home.resolve(".pg_service.conf"), content);
    }

    private ConnectionSettings parse(String text, Map<String, String> variables) {
        return ConnectionSettings.parse(text, new Environment(variables, home, "os"));
    }
}
