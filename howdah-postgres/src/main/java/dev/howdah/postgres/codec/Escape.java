package dev.howdah.postgres.codec;

/** Makes text a part of a larger text form, in place: each form marks its own characters. */
final class Escape {
    /** A field of COPY's text format: a backslash and a letter for control characters. */
    static final Escape COPY = new Escape(true, "\\\n\r\t\b\f\u000b", "\\nrtbfv");

    /** An element of an array, or a key or a value of an hstore: in double quotes. */
    static final Escape ELEMENT = new Escape(true, "\\\"", "\\\"");

    /** An attribute of a record: in double quotes, those inside are doubled. */
    static final Escape ATTRIBUTE = new Escape(false, "\\\"", "\\\"");

    private final boolean backslash;

    /** What stands for a byte, zero where it stands for itself. */
    private final byte[] letters = new byte[256];

    private Escape(boolean backslash, String marked, String letters) {
        this.backslash = backslash;
        for (int i = 0; i < marked.length(); i++) {
            this.letters[marked.charAt(i)] = (byte) letters.charAt(i);
        }
    }

    /** Marks the characters of the text that starts at a position and ends the buffer. */
    void apply(CopyBuffer out, int from) {
        int end = out.size();
        int marked = marked(out.bytes(), from, end);
        if (marked == 0) {
            return;
        }
        int to = out.reserve(marked) + marked;
        byte[] bytes = out.bytes();
        for (int at = end; at < to; ) {
            byte c = bytes[--at];
            byte letter = letters[c & 0xff];
            bytes[--to] = letter == 0 ? c : letter;
            if (letter != 0) {
                bytes[--to] = backslash ? (byte) '\\' : letter;
            }
            if (at == to) {
                return;
            }
        }
    }

    /** The same, in double quotes unless the text is plain. */
    void enclose(CopyBuffer out, int from) {
        if (isPlain(out.bytes(), from, out.size())) {
            return;
        }
        apply(out, from);
        int length = out.size() - from;
        out.reserve(2);
        byte[] bytes = out.bytes();
        System.arraycopy(bytes, from, bytes, from + 1, length);
        bytes[from] = '"';
        bytes[from + 1 + length] = '"';
    }

    private int marked(byte[] bytes, int from, int to) {
        int count = 0;
        for (int at = from; at < to; at++) {
            count += letters[bytes[at] & 0xff] == 0 ? 0 : 1;
        }
        return count;
    }

    /** Digits, or letters and digits that can't be taken for NULL. */
    private static boolean isPlain(byte[] bytes, int from, int to) {
        boolean letters = false;
        for (int at = from; at < to; at++) {
            byte c = bytes[at];
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                letters = true;
            } else if ((c < '0' || c > '9') && c != '-' && c != '.' && c != '_') {
                return false;
            }
        }
        boolean mayBeNull = letters && to - from == 4 && (bytes[from] | 0x20) == 'n';
        return to > from && !mayBeNull;
    }
}
