package dev.howdah.kuzu.writeback;

import dev.howdah.kuzu.statement.ReturnItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a column of a result is called.
 *
 * @param shown by Kùzu, such as {@code p.name} or {@code COUNT_STAR()}
 * @param name for a column of a table: the alias, the variable or the property; none for an
 *     expression without alias
 */
record ResultName(String shown, Optional<String> name) {
    /**
     * The names of all columns.
     *
     * @param shown in order
     * @param items of RETURN; empty if they can't be told, so that Kùzu's names must do
     */
    static List<ResultName> of(List<String> shown, List<ReturnItem> items) {
        List<ResultName> names = new ArrayList<>();
        long stars = items.stream().filter(item -> isStar(item.kind())).count();
        int extra = shown.size() - items.size();
        for (ReturnItem item : items) {
            if (isStar(item.kind())) {
                int end =
                        stars == 1
                                ? Math.min(names.size() + 1 + extra, shown.size())
                                : endOfStar(item, shown, names.size());
                shown.subList(names.size(), Math.max(names.size(), end))
                        .forEach(column -> names.add(expanded(item, column)));
            } else if (names.size() < shown.size()) {
                String column = shown.get(names.size());
                boolean named = item.kind() == ReturnItem.Kind.NAMED;
                names.add(new ResultName(column, named ? stored(item, column) : Optional.empty()));
            }
        }
        return names.size() == shown.size()
                ? names
                : shown.stream().map(name -> new ResultName(name, Optional.of(name))).toList();
    }

    private static boolean isStar(ReturnItem.Kind kind) {
        return kind == ReturnItem.Kind.ALL || kind == ReturnItem.Kind.ALL_PROPERTIES;
    }

    /** A property in the case in which the graph has it, which Kùzu shows; an alias as written. */
    private static Optional<String> stored(ReturnItem item, String shown) {
        String name = item.name();
        int start = shown.length() - name.length();
        boolean suffix = shown.regionMatches(true, start, name, 0, name.length());
        return Optional.of(start > 0 && suffix ? shown.substring(start) : name);
    }

    private static int endOfStar(ReturnItem item, List<String> shown, int start) {
        int end = start;
        while (end < shown.size() && !expanded(item, shown.get(end)).name.equals(Optional.of(""))) {
            end++;
        }
        return end;
    }

    private static ResultName expanded(ReturnItem item, String shown) {
        if (item.kind() == ReturnItem.Kind.ALL) {
            return new ResultName(shown, Optional.of(shown));
        }
        return new ResultName(
                shown,
                Optional.of(
                        behind(shown, item.name() + ".", 0)
                                .or(() -> behind(shown, "STRUCT_EXTRACT(" + item.name() + ",", 1))
                                .orElse("")));
    }

    private static Optional<String> behind(String shown, String prefix, int suffix) {
        return shown.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT))
                ? Optional.of(shown.substring(prefix.length(), shown.length() - suffix))
                : Optional.empty();
    }
}
