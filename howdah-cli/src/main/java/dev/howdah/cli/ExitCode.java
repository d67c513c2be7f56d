package dev.howdah.cli;

/** What the process tells its caller when it ends. */
enum ExitCode {
    OK(0),
    /** A statement, a server or a measurement failed; the error is on standard error. */
    FAILED(1),
    /** The command line was wrong. */
    USAGE(2);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    static ExitCode of(boolean success) {
        return success ? OK : FAILED;
    }
}
