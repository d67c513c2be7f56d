package dev.howdah.cli.bench;

import java.io.PrintStream;
import java.util.Locale;

/** What a statement about one row costs over pgjdbc, as a table. */
final class OneRowReport {
    private OneRowReport() {}

    /**
     * @param by what finds the row
     * @param howdah in milliseconds, as pgjdbc's
     */
    static void print(PrintStream out, String by, double howdah, double pgjdbc) {
        out.print("\n## one row by its " + by + ", prepared, warm\n\n");
        out.print("| through | milliseconds |\n|---|--:|\n");
        out.print(row("Howdah", howdah) + row("pgjdbc", pgjdbc));
        out.print(row("difference", howdah - pgjdbc));
        out.flush();
    }

    private static String row(String through, double milliseconds) {
        return String.format(Locale.ROOT, "| %s | %.2f |\n", through, milliseconds);
    }
}
