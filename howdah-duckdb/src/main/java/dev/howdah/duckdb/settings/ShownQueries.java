package dev.howdah.duckdb.settings;

import dev.howdah.postgres.error.CredentialMask;

/**
 * Prints what is sent to PostgreSQL for a user's statement on standard error while {@code
 * pg_debug_show_queries} is on, credentials hidden.
 */
public final class ShownQueries {
    private final boolean shown;

    private ShownQueries(boolean shown) {
        this.shown = shown;
    }

    /** As the settings say. */
    public static ShownQueries of(SettingValues settings) {
        return new ShownQueries(settings.showQueries());
    }

    /** Shows one statement, or a few that belong together. */
    public void show(String database, String sql) {
        if (shown) {
            System.err.println(database + ": " + CredentialMask.mask(sql));
        }
    }
}
