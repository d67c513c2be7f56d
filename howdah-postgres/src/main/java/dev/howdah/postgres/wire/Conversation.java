package dev.howdah.postgres.wire;

/** Something to be said to a server, and its answer. */
@FunctionalInterface
public interface Conversation<T, E extends Exception> {
    T hold() throws E;
}
