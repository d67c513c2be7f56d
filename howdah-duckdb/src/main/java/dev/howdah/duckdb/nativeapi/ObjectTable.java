package dev.howdah.duckdb.nativeapi;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Java objects that native code refers to by number. The number takes the place of a pointer, so it
 * is never zero, and is never used twice.
 */
final class ObjectTable {
    private static final AtomicLong LAST = new AtomicLong();
    private static final Map<Long, Object> OBJECTS = new ConcurrentHashMap<>();

    private ObjectTable() {}

    static long add(Object object) {
        long number = LAST.incrementAndGet();
        OBJECTS.put(number, object);
        return number;
    }

    static <T> T get(long number, Class<T> type) {
        return type.cast(Objects.requireNonNull(OBJECTS.get(number), "released object"));
    }

    static Object remove(long number) {
        return Objects.requireNonNull(OBJECTS.remove(number), "released object");
    }

    static boolean contains(long number) {
        return OBJECTS.containsKey(number);
    }

    /** Objects that native code still refers to. */
    static int size() {
        return OBJECTS.size();
    }
}
