package dev.howdah.kuzu.copy;

import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Kùzu says of a COPY.
 *
 * @param tuples the rows that were taken
 * @param skipped the rows that were not
 * @param query the number under which Kùzu keeps why; negative if it skipped none
 */
record Outcome(long tuples, long skipped, long query) {
    static final Outcome NOTHING = new Outcome(0, 0, -1);

    private static final Pattern TUPLES = Pattern.compile("^(\\d+) tuples? ");
    private static final Pattern SKIPPED = Pattern.compile("^(\\d+) warnings? .*Query ID: (\\d+)");

    /** Reads the result of a COPY and leaves it as it was. */
    static Outcome read(QueryResult result) {
        Outcome outcome = NOTHING;
        while (result.hasNext()) {
            try (Value value = result.getNext().getValue(0)) {
                outcome = outcome.with(value.toString());
            }
        }
        result.resetIterator();
        return outcome;
    }

    private Outcome with(String line) {
        Matcher taken = TUPLES.matcher(line);
        if (taken.find()) {
            return new Outcome(Long.parseLong(taken.group(1)), skipped, query);
        }
        Matcher left = SKIPPED.matcher(line);
        return left.find()
                ? new Outcome(tuples, Long.parseLong(left.group(1)), Long.parseLong(left.group(2)))
                : this;
    }

    Outcome plus(Outcome other) {
        return new Outcome(
                tuples + other.tuples,
                skipped + other.skipped,
                other.query < 0 ? query : other.query);
    }

    /** The lines in which Kùzu would say so. */
    List<String> lines(String table) {
        List<String> lines = new ArrayList<>();
        lines.add("%d tuples have been copied to the %s table.".formatted(tuples, table));
        if (skipped > 0 && query >= 0) {
            lines.add(
                    "%d warnings encountered during copy. Use 'CALL show_warnings() RETURN *' to view the actual warnings. Query ID: %d"
                            .formatted(skipped, query));
        } else if (skipped > 0) {
            lines.add("%d tuples with unfit keys were skipped.".formatted(skipped));
        }
        return lines;
    }
}
