import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks or rewrites every Java source of the project with google-java-format, AOSP style.
 *
 * <p>It runs in a JVM of its own, on the JDK that compiles the project: the formatter parses with
 * that JDK's compiler, and Maven itself may run on one too old for the project's syntax.
 */
final class SourceFormat {
    private static final Formatter FORMATTER =
            new Formatter(
                    JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());

    private SourceFormat() {}

    public static void main(String[] arguments) throws IOException, FormatterException {
        boolean apply = arguments[0].equals("apply");
        Path root = Path.of(arguments[1]);
        List<Path> wrong = new ArrayList<>();
        for (Path file : sources(root)) {
            String before = Files.readString(file);
            String after = format(file, before);
            if (!after.equals(before)) {
                wrong.add(root.relativize(file));
                if (apply) {
                    Files.writeString(file, after);
                }
            }
        }
        if (!wrong.isEmpty() && !apply) {
            System.err.println("Badly formatted: " + wrong);
            System.err.println("Format them with: mvn -N verify -Dsource.format=apply");
            System.exit(1);
        }
    }

    private static String format(Path file, String source) {
        try {
            String ordered = ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.AOSP);
            return FORMATTER.formatSource(RemoveUnusedImports.removeUnusedImports(ordered));
        } catch (FormatterException unparsable) {
            throw new IllegalStateException(file + ": " + unparsable.getMessage(), unparsable);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !root.relativize(file).toString().contains("target"))
                    .sorted()
                    .toList();
        }
    }
}
