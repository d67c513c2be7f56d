package dev.howdah.kuzu.copy;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What COPY makes of a value whose type isn't that of its place. */
final class TypeFit {
    private static final List<String> SIGNED = List.of("INT8", "INT16", "INT32", "INT64", "INT128");
    private static final Set<String> NUMBERS =
            Set.of(
                    "INT8", "INT16", "INT32", "INT64", "INT128", "UINT8", "UINT16", "UINT32",
                    "UINT64", "FLOAT", "DOUBLE");
    private static final Set<String> TIMES =
            Set.of(
                    "DATE",
                    "TIMESTAMP",
                    "TIMESTAMP_TZ",
                    "TIMESTAMP_NS",
                    "TIMESTAMP_MS",
                    "TIMESTAMP_SEC");
    private static final Set<String> SAME_RANGE = Set.of("DATE", "TIMESTAMP", "TIMESTAMP_TZ");
    private static final String TEXT = "STRING";

    private TypeFit() {}

    static boolean isSame(String from, String to) {
        return plain(from).equals(plain(to));
    }

    /** Whether there is a cast at all; single values may still not take it. */
    static boolean fits(String from, String to) {
        String source = plain(from);
        String target = plain(to);
        if (source.equals(target) || target.equals(TEXT)) {
            return true;
        } else if (isNested(source) || isNested(target)) {
            return isArrayOf(source, target);
        }
        return source.equals(TEXT)
                || (isNumber(source) && isNumber(target))
                || (TIMES.contains(source) && TIMES.contains(target));
    }

    /** Whether every value has one. */
    static boolean isSafe(String from, String to) {
        String source = plain(from);
        String target = plain(to);
        if (source.equals(target)) {
            return true;
        } else if (target.equals(TEXT)) {
            return !source.equals("BLOB");
        }
        boolean wider = SIGNED.contains(source) && SIGNED.indexOf(target) > SIGNED.indexOf(source);
        boolean unsigned =
                source.equals("UINT32") && SIGNED.indexOf(target) > SIGNED.indexOf("INT32");
        boolean real =
                target.equals("DOUBLE") && (SIGNED.contains(source) || source.equals("FLOAT"));
        return wider
                || unsigned
                || real
                || (SAME_RANGE.contains(source) && SAME_RANGE.contains(target));
    }

    /** Whether different values stay different. */
    static boolean keepsApart(String from, String to) {
        String source = plain(from);
        String target = plain(to);
        return source.equals(target)
                || (SIGNED.contains(source) && SIGNED.indexOf(target) > SIGNED.indexOf(source))
                || (SIGNED.contains(source) && target.equals(TEXT))
                || (source.equals("UUID") && target.equals(TEXT));
    }

    private static boolean isNumber(String type) {
        return NUMBERS.contains(type) || type.startsWith("DECIMAL(");
    }

    private static boolean isNested(String type) {
        return type.endsWith("]") || type.startsWith("STRUCT(") || type.startsWith("MAP(");
    }

    /** Kùzu ends the process where a list's elements are cast to DECIMAL. */
    private static boolean isArrayOf(String source, String target) {
        if (!source.endsWith("[]") || !target.endsWith("]")) {
            return false;
        }
        String from = source.substring(0, source.length() - 2);
        String to = target.substring(0, target.lastIndexOf('['));
        return from.equals(to) || (NUMBERS.contains(from) && NUMBERS.contains(to));
    }

    private static String plain(String type) {
        return type.replace(" ", "").replace("`", "").toUpperCase(Locale.ROOT);
    }
}
