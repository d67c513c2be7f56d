package dev.howdah.cli.render;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ways to print a result, by the names that {@code --format} and {@code .mode} take. */
public enum OutputFormat {
    BOX,
    CSV,
    TSV,
    JSON,
    JSONL,
    MARKDOWN,
    LINE;

    /** The name as typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format with this name, in any case; {@code duckbox} and {@code jsonlines} mean ours. */
    public static Optional<OutputFormat> find(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "duckbox" -> Optional.of(BOX);
            case "jsonlines" -> Optional.of(JSONL);
            case "tabs" -> Optional.of(TSV);
            default ->
                    Arrays.stream(values())
                            .filter(format -> format.word().equalsIgnoreCase(word))
                            .findFirst();
        };
    }

    /** All names, for help and errors. */
    public static String words() {
        return Arrays.stream(values()).map(OutputFormat::word).collect(Collectors.joining(", "));
    }

    /** The renderer of this format. */
    public ResultRenderer renderer(BoxLimits limits) {
        return switch (this) {
            case BOX -> new BoxRenderer(limits);
            case CSV -> DelimitedRenderer.csv();
            case TSV -> DelimitedRenderer.tsv();
            case JSON -> new JsonRenderer(true);
            case JSONL -> new JsonRenderer(false);
            case MARKDOWN -> new MarkdownRenderer();
            case LINE -> new LineRenderer();
        };
    }
}
