package dev.howdah.cli.shell;

import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Offers dot commands at the start of a line, and elsewhere names, functions and keywords. */
final class NameCompleter implements Completer {
    private final Names names;

    NameCompleter(Names names) {
        this.names = names;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String word = line.word();
        if (DotCommands.isDotCommand(line.line())) {
            if (line.line().startsWith(word)) {
                Arrays.stream(DotCommand.values())
                        .map(DotCommand::word)
                        .forEach(command -> candidates.add(candidate(command, "command", true)));
            }
            return;
        }
        String start = word.toLowerCase(Locale.ROOT);
        long depth = depth(word);
        for (Names.Name name : names.names(word)) {
            boolean fits = name.text().toLowerCase(Locale.ROOT).startsWith(start);
            if (fits && (depth(name.text()) == depth)) {
                boolean complete = !name.kind().equals("database") && !name.kind().equals("schema");
                candidates.add(candidate(name.text(), name.kind(), complete));
            }
        }
        if (depth == 0 && !start.isEmpty()) {
            names.functionsAndSettings().stream()
                    .filter(name -> name.text().toLowerCase(Locale.ROOT).startsWith(start))
                    .forEach(name -> candidates.add(candidate(name.text(), name.kind(), false)));
            boolean capitals = word.equals(word.toUpperCase(Locale.ROOT));
            names.keywords().stream()
                    .filter(keyword -> keyword.startsWith(start))
                    .map(keyword -> capitals ? keyword.toUpperCase(Locale.ROOT) : keyword)
                    .forEach(keyword -> candidates.add(candidate(keyword, "keyword", true)));
        }
    }

    private static long depth(String name) {
        return name.chars().filter(c -> c == '.').count();
    }

    private static Candidate candidate(String text, String kind, boolean complete) {
        return new Candidate(text, text, null, kind, null, null, complete);
    }
}
