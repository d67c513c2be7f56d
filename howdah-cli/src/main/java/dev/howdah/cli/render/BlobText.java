package dev.howdah.cli.render;

/** Words a blob as DuckDB does: printable ASCII as it is, every other byte as {@code \xAB}. */
final class BlobText {
    private static final String DIGITS = "0123456789ABCDEF";

    private BlobText() {}

    static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            int value = b & 0xFF;
            if (value >= 32 && value <= 126 && value != '\\' && value != '\'' && value != '"') {
                text.append((char) value);
            } else {
                text.append("\\x")
                        .append(DIGITS.charAt(value >> 4))
                        .append(DIGITS.charAt(value & 15));
            }
        }
        return text.toString();
    }
}
