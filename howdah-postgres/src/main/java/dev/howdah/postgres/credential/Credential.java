package dev.howdah.postgres.credential;

import java.util.Objects;

/** A password or a token that stands for one. Never shows itself. */
public final class Credential {
    private final String password;

    private Credential(String password) {
        this.password = Objects.requireNonNull(password);
    }

    /** The credential with this password. */
    public static Credential password(String password) {
        return new Credential(password);
    }

    /** What is sent to the server's log-in. */
    public String password() {
        return password;
    }

    @Override
    public String toString() {
        return "Credential[redacted]";
    }
}
