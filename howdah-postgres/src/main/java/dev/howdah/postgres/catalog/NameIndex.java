package dev.howdah.postgres.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Things by name: an exact name first, then one that differs only in case if it is unique. */
final class NameIndex<T> {
    private final List<T> values;
    private final Map<String, T> exact;
    private final Map<String, T> folded = new HashMap<>();

    NameIndex(Map<String, T> byName) {
        values = List.copyOf(new ArrayList<>(byName.values()));
        exact = Map.copyOf(byName);
        Set<String> ambiguous = new HashSet<>();
        byName.forEach(
                (name, value) -> {
                    String key = fold(name);
                    if (folded.put(key, value) != null) {
                        ambiguous.add(key);
                    }
                });
        folded.keySet().removeAll(ambiguous);
    }

    List<T> values() {
        return values;
    }

    Optional<T> find(String name) {
        T found = exact.get(name);
        return Optional.ofNullable(found != null ? found : folded.get(fold(name)));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
