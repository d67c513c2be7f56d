package dev.howdah.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

final class GraphBenchTest {
    private static final long ROWS = 20_000;

    @Test
    void comparesEveryFillingWithItsLimit() throws SQLException, IOException {
        List<String> lines = report(false);

        assertThat(lines.getFirst()).isEqualTo("# bench graph");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("20,000 rows × 4 columns"))
                .anyMatch(line -> line.matches("\\| server alone, to /dev/null \\(b\\) \\|.*"))
                .anyMatch(line -> line.matches("\\| Kùzu, COPY .*, on disk \\(a\\) \\|.*"))
                .anyMatch(line -> line.matches("\\| Howdah, COPY .*, on disk \\(c\\) \\|.*"))
                .anyMatch(line -> line.matches("\\| Kùzu, COPY .*, in memory \\(a\\) \\|.*"))
                .anyMatch(line -> line.matches("\\| Howdah, COPY .*, in memory \\(c\\) \\|.*"))
                .anyMatch(
                        line ->
                                line.matches(
                                        "\\| on disk \\|( \\d+\\.\\d\\d \\|){3} (holds|does not"
                                                + " hold) \\|"))
                .anyMatch(line -> line.matches("Java heap of the whole COPY.*limit 256: .*"))
                .anyMatch(line -> line.matches("\\| median \\| \\d+\\.\\d \\|"));
    }

    @Test
    void leavesGraphsInMemoryOut() throws SQLException, IOException {
        assertThat(report(true))
                .anyMatch(line -> line.startsWith("| on disk |"))
                .noneMatch(line -> line.contains("in memory"));
    }

    private static List<String> report(boolean diskOnly) throws SQLException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
                PrintStream log = new PrintStream(PrintStream.nullOutputStream())) {
            new GraphBench(new GraphBenchOptions(ROWS, 1, diskOnly), out, log).run();
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
