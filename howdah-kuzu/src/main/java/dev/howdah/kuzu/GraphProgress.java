package dev.howdah.kuzu;

import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.staging.Staging;

/**
 * How far a step of the running statement is.
 *
 * @param what the step, such as {@code reading uw.person}; of a statement that has several, first
 *     which of them it is at, such as {@code importing film}
 * @param unit what is counted
 * @param done so many so far
 * @param total as many as are expected; negative if unknown
 */
public record GraphProgress(String what, Unit unit, long done, long total) {
    /** What is counted: the rows of a step, or the steps of a statement. */
    public enum Unit {
        ROWS,
        STEPS
    }

    static GraphProgress of(StatementRun.Step step) {
        return new GraphProgress(step.what(), Unit.STEPS, step.done(), step.total());
    }

    static GraphProgress of(Staging.Progress progress) {
        boolean known = progress.fraction() > 0;
        long total = known ? Math.round(progress.rows() / progress.fraction()) : -1;
        return new GraphProgress(progress.name(), Unit.ROWS, progress.rows(), total);
    }
}
