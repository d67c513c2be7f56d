package dev.howdah.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;

final class HowdahCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            HowdahCommand.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true));

    @Test
    void listsWhatItCanDo() {
        assertThat(command.execute("--help")).isZero();
        assertThat(out.toString()).contains("sql", "cypher", "demo", "postgres", "bench");
    }

    @Test
    void saysItsVersion() {
        assertThat(command.execute("--version")).isZero();
        assertThat(out.toString()).startsWith("howdah ");
    }

    @Test
    void refusesAnUnknownOptionInTwoLines() {
        assertThat(command.execute("sql", "--nothing")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("Unknown option: '--nothing'", "Try: howdah sql --help");
    }

    @Test
    void explainsTheCypherShell() {
        assertThat(command.execute("cypher", "--help")).isZero();
        assertThat(out.toString())
                .contains("[DIR]", "-c=STATEMENTS", "-f=FILE", "--format", "--bail");
        assertThat(command.execute("cypher", "--format", "pretty")).isEqualTo(2);
    }

    @Test
    void refusesToDoNothing() {
        assertThat(command.execute()).isEqualTo(2);
        assertThat(err.toString()).contains("Try: howdah --help");
    }

    @Test
    void refusesAVersionThatDoesNotComeAlong() {
        assertThat(command.execute("postgres", "--version", "9")).isEqualTo(2);
        assertThat(err.toString()).contains("choose one of [14, 18]");
    }

    @Test
    void refusesBenchmarksThatMeasureNothing() {
        assertThat(command.execute("bench", "scan", "--runs", "0")).isEqualTo(2);
        assertThat(command.execute("bench", "scan", "--shape", "round")).isEqualTo(2);
        assertThat(err.toString()).contains("--runs 0 is not at least 1", "--shape round is not");
    }
}
