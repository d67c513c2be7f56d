package dev.howdah.duckdb.nativeapi;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** DuckDB's text form of a BLOB: printable bytes as they are, the others as {@code \xAA}. */
final class BlobText {
    private BlobText() {}

    static byte[] parse(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == '\\') {
                bytes.write(HexFormat.fromHexDigits(text, at + 2, at + 4));
                at += 4;
            } else {
                bytes.write(text.charAt(at));
                at++;
            }
        }
        return bytes.toByteArray();
    }
}
