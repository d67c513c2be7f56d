package dev.howdah.cli.bench;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Measures one reading or writing: time, this process's CPU time, and the most Java heap it used.
 */
final class Meter {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final List<MemoryPoolMXBean> HEAP =
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .toList();

    private Meter() {}

    static Measurement measure(Contender contender, long expectedRows) throws SQLException {
        System.gc();
        HEAP.forEach(MemoryPoolMXBean::resetPeakUsage);
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        long rows = contender.reading().read();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
        long peak = HEAP.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        if (rows != expectedRows) {
            throw new IllegalStateException(
                    "%s: %d rows instead of %d".formatted(contender.name(), rows, expectedRows));
        }
        return new Measurement(seconds, cpuSeconds, peak);
    }

    /**
     * What one reading took.
     *
     * @param seconds wall clock
     * @param cpuSeconds CPU time of this process, all threads; the server's is not in it
     * @param peakHeap bytes, garbage included: the sum of each heap pool's peak
     */
    record Measurement(double seconds, double cpuSeconds, long peakHeap) {
        /** The middle of one figure over several runs. */
        static double median(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
            return Measurement.median(runs.stream().mapToDouble(figure).toArray());
        }

        /** The middle of some figures. */
        static double median(double[] figures) {
            double[] sorted = figures.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1
                    ? sorted[middle]
                    : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }
}
