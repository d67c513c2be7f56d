package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.RowReader;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a scan has to do.
 *
 * @param name what is read, for messages
 * @param threads the most sessions to use
 * @param expectedRows how many rows will come, if that can be said
 * @param diagnosis finds out more about a failure
 */
record ScanWork(
        String name,
        RowLayout layout,
        List<Task> tasks,
        int threads,
        OptionalDouble expectedRows,
        Diagnosis diagnosis) {
    ScanWork {
        tasks = List.copyOf(tasks);
    }

    /**
     * One query.
     *
     * @param countsChanges whether it has no rows, and how many it changed is asked for instead
     * @param rereading how it is run once more after its connection was lost; none: never
     */
    record Task(Opening opening, long pages, boolean countsChanges, Optional<Opening> rereading) {}

    /** Starts a query on a session. */
    @FunctionalInterface
    interface Opening {
        RowReader open(Session session);
    }

    /** Adds to a failure what the server didn't say. */
    @FunctionalInterface
    interface Diagnosis {
        /** Finds nothing. */
        Diagnosis NONE = (failure, session) -> failure;

        /** The session can be asked. */
        HowdahException explain(HowdahException failure, Session session);
    }

    long pages() {
        return tasks.stream().mapToLong(Task::pages).sum();
    }

    /** The failure with the name of what was read, after it failed on a session. */
    HowdahException explain(HowdahException failure, @Nullable Lease lease) {
        HowdahException explained = failure;
        if (lease != null) {
            lease.settle();
            if (lease.session().isUsable()) {
                explained = diagnosis.explain(failure, lease.session());
            }
        }
        return explained.in("Could not read " + name);
    }
}
