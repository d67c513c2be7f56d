package dev.howdah.cli.cypher;

import dev.howdah.cli.shell.ProgressSource;
import dev.howdah.kuzu.GraphProgress;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The progress of a statement, put together from its steps.
 *
 * @param steps the steps of the running statement, none if none runs
 */
record GraphSteps(Supplier<List<GraphProgress>> steps) implements ProgressSource {
    @Override
    public Optional<Progress> poll() {
        List<GraphProgress> now = steps.get();
        if (now.isEmpty()) {
            return Optional.empty();
        }
        GraphProgress first = now.getFirst();
        if (first.unit() == GraphProgress.Unit.STEPS) {
            return Optional.of(stepOfMany(first, now.subList(1, now.size())));
        }
        long done = now.stream().mapToLong(GraphProgress::done).sum();
        String what =
                now.size() == 1
                        ? first.what()
                        : first.what() + " and " + (now.size() - 1) + " more";
        return Optional.of(new Progress(what, done, -1, fraction(now, done)));
    }

    private static Progress stepOfMany(GraphProgress step, List<GraphProgress> read) {
        long rows = read.stream().mapToLong(GraphProgress::done).sum();
        String what =
                rows == 0
                        ? step.what()
                        : String.format(Locale.ROOT, "%s: %,d rows read", step.what(), rows);
        return new Progress(what, -1, -1, fraction(List.of(step), step.done()));
    }

    private static double fraction(List<GraphProgress> steps, long done) {
        boolean unknown = steps.stream().anyMatch(step -> step.total() < 0);
        long total = steps.stream().mapToLong(GraphProgress::total).sum();
        return unknown || total == 0 ? -1 : (double) done / total;
    }
}
