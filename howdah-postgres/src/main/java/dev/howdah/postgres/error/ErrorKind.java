package dev.howdah.postgres.error;

/** Who can mend a failure, which decides how a host presents it. */
public enum ErrorKind {
    /** The user's input: an unknown name, a bad option, a malformed connection string. */
    USER("22023"),
    /** A thing that Howdah or this server can't do. */
    UNSUPPORTED("0A000"),
    /** The connection could not be made or was lost. */
    CONNECTION("08006"),
    /** The server refused; the SQLSTATE is the server's own. */
    SERVER("58000"),
    /** A value that the target can't hold exactly. */
    DATA("22003"),
    /** The user, a timeout or a closed result stopped the work. */
    CANCELLED("57014"),
    /** A defect of Howdah. */
    INTERNAL("XX000");

    private final String defaultSqlState;

    ErrorKind(String defaultSqlState) {
        this.defaultSqlState = defaultSqlState;
    }

    /** The SQLSTATE that a failure of this kind carries when nobody gave a better one. */
    public String defaultSqlState() {
        return defaultSqlState;
    }
}
