package dev.howdah.postgres.connection;

import java.util.Locale;

/** Which kind of server a connection will do with; libpq's target_session_attrs. */
enum TargetSession {
    ANY,
    READ_WRITE,
    READ_ONLY,
    PRIMARY,
    STANDBY,
    PREFER_STANDBY;

    /** The spelling of connection strings. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a server of this state will do. */
    boolean accepts(boolean inRecovery, boolean readOnlyByDefault) {
        return switch (this) {
            case ANY -> true;
            case READ_WRITE -> !inRecovery && !readOnlyByDefault;
            case READ_ONLY -> inRecovery || readOnlyByDefault;
            case PRIMARY -> !inRecovery;
            case STANDBY, PREFER_STANDBY -> inRecovery;
        };
    }
}
