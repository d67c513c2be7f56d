package dev.howdah.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;

final class RecordedFailuresTest {
    private final RecordedFailures failures = new RecordedFailures();

    @Test
    void givesAnErrorItsSqlStateAndCauseBack() {
        HowdahException original =
                HowdahException.of(ErrorKind.SERVER, "42501", "permission denied for table t");
        failures.failed(3, original);
        SQLException explained =
                failures.explain(3, raised("Invalid Input Error: permission denied for table t"));
        assertThat(explained.getMessage()).isEqualTo("permission denied for table t");
        assertThat(explained.getCause()).isSameAs(original);
        assertThat(explained.getSQLState()).isEqualTo("42501");
    }

    @Test
    void callsAnythingElseADefect() {
        failures.failed(3, new IllegalStateException("index 7"));
        SQLException explained = failures.explain(3, raised("Invalid Input Error: index 7"));
        assertThat(explained.getMessage()).isEqualTo("Invalid Input Error: index 7");
        assertThat(explained.getSQLState()).isEqualTo("XX000");
    }

    @Test
    void leavesErrorsThatItDidNotCause() {
        SQLException raised = raised("Parser Error: syntax error");
        assertThat((Throwable) failures.explain(3, raised)).isSameAs(raised);
        failures.failed(4, HowdahException.data("another connection's"));
        assertThat((Throwable) failures.explain(3, raised)).isSameAs(raised);
        failures.failed(3, HowdahException.data("an earlier statement's"));
        assertThat((Throwable) failures.explain(3, raised)).isSameAs(raised);
    }

    @Test
    void tellsAFailureOnce() {
        failures.failed(3, HowdahException.data("once"));
        SQLException raised = raised("Invalid Input Error: once");
        assertThat((Throwable) failures.explain(3, raised)).isNotSameAs(raised);
        assertThat((Throwable) failures.explain(3, raised)).isSameAs(raised);
        failures.failed(3, HowdahException.data("once"));
        failures.forget(3);
        assertThat((Throwable) failures.explain(3, raised)).isSameAs(raised);
    }

    private static SQLException raised(String message) {
        return new SQLException(message);
    }
}
