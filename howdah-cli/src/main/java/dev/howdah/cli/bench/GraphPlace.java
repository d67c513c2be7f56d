package dev.howdah.cli.bench;

/** Where a graph lives. */
enum GraphPlace {
    DISK("on disk"),
    MEMORY("in memory");

    private final String words;

    GraphPlace(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
