package dev.howdah.cli.render;

/**
 * How much of a result a box shows.
 *
 * @param width the widest line in terminal cells
 * @param rows the most rows before the middle is left out
 * @param readableNumbers whether millions are also said in words, as on a terminal
 */
public record BoxLimits(int width, int rows, boolean readableNumbers) {
    /** DuckDB's own default. */
    public static final int DEFAULT_ROWS = 40;

    private static final int NARROWEST = 80;

    public BoxLimits {
        width = Math.max(width, NARROWEST);
    }

    /** For pipes and files: any width, the usual rows. */
    public static BoxLimits unlimitedWidth() {
        return new BoxLimits(Integer.MAX_VALUE, DEFAULT_ROWS, false);
    }

    /** The same with another number of rows. */
    public BoxLimits withRows(int newRows) {
        return new BoxLimits(width, newRows, readableNumbers);
    }
}
