package dev.howdah.duckdb.pushdown;

import java.util.HexFormat;
import java.util.Optional;

/** DuckDB's text of a BLOB: printable ASCII as it is, every other byte as {@code \xAB}. */
final class BlobText {
    private static final HexFormat HEX = HexFormat.of();

    private BlobText() {}

    /** The same bytes as bytea's hex form; empty if the text is no such text. */
    static Optional<String> toBytea(String text) {
        StringBuilder hex = new StringBuilder("\\x");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\') {
                if (i + 4 > text.length()
                        || text.charAt(i + 1) != 'x'
                        || !HexFormat.isHexDigit(text.charAt(i + 2))
                        || !HexFormat.isHexDigit(text.charAt(i + 3))) {
                    return Optional.empty();
                }
                hex.append(text, i + 2, i + 4);
                i += 3;
            } else if (character >= ' ' && character < 127) {
                hex.append(HEX.toHexDigits((byte) character));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(hex.toString());
    }
}
