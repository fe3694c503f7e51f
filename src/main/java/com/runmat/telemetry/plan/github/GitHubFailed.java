package com.runmat.telemetry.plan.github;

/** GitHub could not be asked, or did not do as it was asked; the message says what was asked and what it answered. */
public final class GitHubFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    GitHubFailed(String message) {
        super(message);
    }

    GitHubFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
