package com.runmat.telemetry.plan.google;

import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.util.Map;

/**
 * Who asks: the token in {@code GOOGLE_OAUTH_ACCESS_TOKEN}, which the provider takes as well, else Application Default
 * Credentials.
 */
final class AccessToken {
    private static final String FROM_OPERATOR = "GOOGLE_OAUTH_ACCESS_TOKEN";
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

    private AccessToken() {}

    /**
     * A token that is good for some minutes.
     *
     * @throws GoogleRefused when there are no credentials, or they are no longer good
     */
    static String of(Map<String, String> environment) {
        var given = environment.getOrDefault(FROM_OPERATOR, "");
        return given.isBlank() ? applicationDefault() : given;
    }

    private static String applicationDefault() {
        try {
            var credentials = GoogleCredentials.getApplicationDefault().createScoped(SCOPE);
            credentials.refreshIfExpired();
            return credentials.getAccessToken().getTokenValue();
        } catch (IOException e) {
            throw new GoogleRefused(
                    "no Google credentials: run `gcloud auth application-default login`, or set"
                            + " GOOGLE_APPLICATION_CREDENTIALS or GOOGLE_OAUTH_ACCESS_TOKEN",
                    e);
        }
    }
}
