package dev.howdah.kuzu.attach;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds a thing by name: an exact one first, then the only one that differs just in case. */
final class NameMatch {
    private NameMatch() {}

    static <T> Optional<T> find(List<T> things, Function<T, String> name, String wanted) {
        Optional<T> exact =
                things.stream().filter(thing -> name.apply(thing).equals(wanted)).findFirst();
        if (exact.isPresent()) {
            return exact;
        }
        List<T> similar =
                things.stream()
                        .filter(thing -> name.apply(thing).equalsIgnoreCase(wanted))
                        .limit(2)
                        .toList();
        return similar.size() == 1 ? Optional.of(similar.getFirst()) : Optional.empty();
    }
}
