package dev.howdah.kuzu;

import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Statements that are interrupted at some point, whether that stops them or comes too late. */
final class Interruption {
    private Interruption() {}

    /** Whether the statement failed; it is over when this returns. */
    static boolean stops(AttachedGraph uw, String cypher, BooleanSupplier when) {
        CompletableFuture<Boolean> stopped =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                uw.run(cypher);
                                return false;
                            } catch (RuntimeException interrupted) {
                                return true;
                            }
                        });
        while (!stopped.isDone() && !when.getAsBoolean()) {
            Thread.onSpinWait();
        }
        uw.graph.interrupt();
        return stopped.join();
    }

    /** When so many files have been staged, or are just being so. */
    static BooleanSupplier files(int count) {
        return () ->
                AttachedGraph.stagedFiles().stream().filter(Files::isRegularFile).count() >= count;
    }
}
