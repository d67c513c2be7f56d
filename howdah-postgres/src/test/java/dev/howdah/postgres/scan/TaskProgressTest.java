package dev.howdah.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What was read before must be the beginning of what is read again. */
final class TaskProgressTest {
    private static final ScanWork.Opening OPENING =
            session -> {
                throw new AssertionError("opened");
            };

    private final TaskProgress progress =
            new TaskProgress(new ScanWork.Task(OPENING, 1, false, Optional.of(OPENING)));

    @Test
    void goesOnBehindTheRowsThatWereAccepted() {
        assertThat(attempt("a", "b")).containsExactly("a", "b");
        progress.interrupt();
        assertThat(attempt("a", "b", "c")).containsExactly("c");
        progress.end();
    }

    @Test
    void anAttemptThatCameLessFarCountsForNothing() {
        assertThat(attempt("a", "b", "c")).hasSize(3);
        progress.interrupt();
        assertThat(attempt("a")).isEmpty();
        progress.interrupt();
        assertThat(attempt()).isEmpty();
        progress.interrupt();
        assertThat(attempt("a", "b", "c", "d")).containsExactly("d");
    }

    @Test
    void refusesOtherRowsAndAnotherOrder() {
        for (List<String> rows : List.of(List.of("b", "a"), List.of("a", "x"), List.of("ab", ""))) {
            TaskProgressTest other = new TaskProgressTest();
            assertThat(other.attempt("a", "b")).hasSize(2);
            other.progress.interrupt();
            assertThatThrownBy(() -> other.attempt(rows.toArray(new String[0])))
                    .isInstanceOf(HowdahException.class)
                    .hasMessageContaining("run the statement again");
        }
    }

    @Test
    void refusesFewerRows() {
        assertThat(attempt("a", "b")).hasSize(2);
        progress.interrupt();
        assertThat(attempt("a")).isEmpty();
        assertThatThrownBy(progress::end).isInstanceOf(HowdahException.class);
    }

    @Test
    void triesAFewTimes() {
        for (int i = 1; i < 5; i++) {
            assertThat(attempt("a")).hasSize(i == 1 ? 1 : 0);
            assertThat(progress.maySurvive()).isTrue();
            progress.interrupt();
        }
        assertThat(attempt("a")).isEmpty();
        assertThat(progress.maySurvive()).isFalse();
    }

    private List<String> attempt(String... rows) {
        assertThat(progress.begin(true)).isSameAs(OPENING);
        return Arrays.stream(rows)
                .filter(
                        row -> {
                            byte[] bytes = row(row);
                            return progress.accept(bytes, 1, bytes.length);
                        })
                .toList();
    }

    private static byte[] row(String text) {
        return ("?" + text.length() + text).getBytes(StandardCharsets.UTF_8);
    }
}
