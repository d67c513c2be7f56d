package dev.howdah.cli.shell;

import java.util.List;
import java.util.Set;

/** The names that can be completed. Asking for them disturbs nothing and never fails. */
public interface Names {
    /** The keywords in lower case. */
    Set<String> keywords();

    /**
     * Databases, tables, columns and the like, in each way to write them.
     *
     * @param start what has been typed of the name
     */
    List<Name> names(String start);

    /** Functions and settings, of which a letter or more must be typed: there are hundreds. */
    List<Name> functionsAndSettings();

    /**
     * A name to complete.
     *
     * @param text how it is written
     * @param kind what it names
     */
    record Name(String text, String kind) {}
}
