package dev.howdah.cli.shell;

import dev.howdah.postgres.scan.ScanStatistics;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The progress of a statement, put together from its scans.
 *
 * @param scans the scans of the running statement, none if none runs
 */
record RunningScans(Supplier<List<ScanStatistics>> scans) implements ProgressSource {
    @Override
    public Optional<Progress> poll() {
        List<ScanStatistics> now = scans.get();
        if (now.isEmpty()) {
            return Optional.empty();
        }
        long rows = now.stream().mapToLong(ScanStatistics::rows).sum();
        long bytes = now.stream().mapToLong(ScanStatistics::bytes).sum();
        return Optional.of(new Progress(rows, bytes, fraction(now)));
    }

    /** Each scan counts alike: which is the larger is not known before its end. */
    private static double fraction(List<ScanStatistics> scans) {
        boolean unknown = scans.stream().anyMatch(scan -> scan.fraction() < 0);
        return unknown
                ? -1
                : scans.stream().mapToDouble(ScanStatistics::fraction).average().orElse(-1);
    }
}
