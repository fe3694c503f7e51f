package com.runmat.telemetry.plan.google;

import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials that Pulumi's provider will find, by the rules it has: the token in {@code GOOGLE_OAUTH_ACCESS_TOKEN}, then
 * Application Default Credentials, which need no gcloud.
 */
public final class Credentials {
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final String FILE = "application_default_credentials.json";

    /** Those of a machine in the cloud. */
    @FunctionalInterface
    public interface OfTheMachine {
        /** Throws {@link IOException} where there are none. */
        GoogleCredentials find() throws IOException;
    }

    /**
     * A token and where it is from.
     *
     * @param value never shown
     */
    public record Token(String value, String from) {
        @Override
        public String toString() {
            return "Token[" + from + "]";
        }
    }

    private final Map<String, String> environment;
    private final OfTheMachine machine;

    /** @param machine asked where the environment tells of none */
    public Credentials(Map<String, String> environment, OfTheMachine machine) {
        this.environment = environment;
        this.machine = machine;
    }

    /** Those that this environment and this machine have. */
    public static Credentials of(Map<String, String> environment) {
        return new Credentials(environment, GoogleCredentials::getApplicationDefault);
    }

    /** A token that is good now. Throws {@link IOException} where there is none; its message may quote the file, not the secret. */
    public Token token() throws IOException {
        Optional<String> given = variable("GOOGLE_OAUTH_ACCESS_TOKEN");
        if (given.isPresent()) {
            return new Token(given.get(), "GOOGLE_OAUTH_ACCESS_TOKEN");
        }
        Optional<Path> file = file();
        if (file.isEmpty()) {
            return token(machine.find(), "this machine");
        }
        try (InputStream in = Files.newInputStream(file.get())) {
            return token(GoogleCredentials.fromStream(in), file.get().toString());
        }
    }

    private static Token token(GoogleCredentials found, String from) throws IOException {
        return new Token(found.createScoped(SCOPE).refreshAccessToken().getTokenValue(), from);
    }

    /** A file that is named must be there; the usual one may be. */
    private Optional<Path> file() {
        return variable("GOOGLE_APPLICATION_CREDENTIALS")
                .map(Path::of)
                .or(() -> variable("CLOUDSDK_CONFIG")
                        .map(Path::of)
                        .or(() -> variable("HOME").map(home -> Path.of(home, ".config", "gcloud")))
                        .map(folder -> folder.resolve(FILE))
                        .filter(Files::isRegularFile));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
