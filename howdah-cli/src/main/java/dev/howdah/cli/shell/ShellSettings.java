package dev.howdah.cli.shell;

import dev.howdah.cli.render.BoxLimits;
import dev.howdah.cli.render.OutputFormat;
import dev.howdah.cli.render.ResultRenderer;

import java.util.OptionalInt;
import java.util.function.Supplier;

/** What dot commands change. Not thread-safe. */
final class ShellSettings {
    private OutputFormat format;
    private int boxRows = BoxLimits.DEFAULT_ROWS;
    private boolean timer;
    private Supplier<OptionalInt> terminalWidth;

    ShellSettings(OutputFormat format, OptionalInt width) {
        this.format = format;
        this.terminalWidth = () -> width;
    }

    OutputFormat format() {
        return format;
    }

    void format(OutputFormat newFormat) {
        format = newFormat;
    }

    int boxRows() {
        return boxRows;
    }

    void boxRows(int rows) {
        boxRows = rows;
    }

    boolean timer() {
        return timer;
    }

    void timer(boolean on) {
        timer = on;
    }

    void terminalWidth(Supplier<OptionalInt> width) {
        terminalWidth = width;
    }

    ResultRenderer renderer() {
        OptionalInt width = terminalWidth.get();
        BoxLimits limits =
                width.isPresent()
                        ? new BoxLimits(width.getAsInt(), boxRows, true)
                        : BoxLimits.unlimitedWidth().withRows(boxRows);
        return format.renderer(limits);
    }
}
