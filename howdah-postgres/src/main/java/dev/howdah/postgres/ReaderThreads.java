package dev.howdah.postgres;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that read for one database; as many as there are readers, gone when idle. */
final class ReaderThreads implements Executor, AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        Thread thread =
                                new Thread(task, "howdah-reader-" + NUMBER.incrementAndGet());
                        thread.setDaemon(true);
                        return thread;
                    });

    @Override
    public void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException closed) {
            throw HowdahException.of(
                    ErrorKind.CONNECTION, "The database was closed; open it again", closed);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
