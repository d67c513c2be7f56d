package dev.howdah.postgres.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names that somebody may have meant by one that is unknown. */
public final class NearNames {
    private static final int AT_MOST = 3;

    private NearNames() {}

    /** At most three, the nearest first; none that differs in more than half of its letters. */
    public static List<String> of(String wrong, Collection<String> names) {
        String folded = wrong.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> distance(folded, name) <= Math.max(1, name.length() / 2))
                .sorted(
                        Comparator.comparingInt((String name) -> distance(folded, name))
                                .thenComparing(Comparator.naturalOrder()))
                .limit(AT_MOST)
                .toList();
    }

    /** The letters that must be put in, left out or replaced. */
    private static int distance(String folded, String name) {
        String other = name.toLowerCase(Locale.ROOT);
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= folded.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (folded.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
