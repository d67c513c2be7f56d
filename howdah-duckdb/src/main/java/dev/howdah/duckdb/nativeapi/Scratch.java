package dev.howdah.duckdb.nativeapi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Native memory of one thread for bytes on their way from a Java array into DuckDB's heap. */
final class Scratch {
    /** What a thread keeps at most; larger needs are rare enough to be allocated each time. */
    static final int MAX_BYTES = 1 << 20;

    private static final int MIN_BYTES = 1 << 14;
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private MemorySegment memory = MemorySegment.NULL;

    private Scratch() {}

    /** At least {@code bytes} bytes with anything in them, until this thread asks again. */
    static MemorySegment ofThisThread(int bytes) {
        Scratch scratch = OF_THREAD.get();
        if (scratch.memory.byteSize() < bytes) {
            // Freed by the garbage collector: DuckDB's threads do not say when they end.
            scratch.memory = Arena.ofAuto().allocate(Math.max(MIN_BYTES, roundUp(bytes)));
        }
        return scratch.memory;
    }

    private static long roundUp(int bytes) {
        return Long.highestOneBit(2L * bytes - 1);
    }
}
