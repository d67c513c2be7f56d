package dev.howdah.postgres.wire;

/** A command tag such as {@code INSERT 0 5}, {@code UPDATE 5} or {@code CREATE TABLE}. */
final class CommandTag {
    private CommandTag() {}

    /** The rows that it counts, -1 if it counts none. */
    static long affectedRows(byte[] bytes, int start, int end) {
        long rows = 0;
        int at = start;
        while (at < end && bytes[at] != ' ') {
            at++;
        }
        boolean number = false;
        for (; at < end && bytes[at] != 0; at++) {
            byte next = bytes[at];
            if (next == ' ') {
                rows = 0;
                number = false;
            } else if (next >= '0' && next <= '9') {
                rows = 10 * rows + next - '0';
                number = true;
            } else {
                return -1;
            }
        }
        return number ? rows : -1;
    }
}
