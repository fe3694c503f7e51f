package com.runmat.telemetry.infra.images;

import com.google.cloud.tools.jib.api.Credential;
import java.util.Map;
import java.util.Optional;

/**
 * The access token in {@code GOOGLE_OAUTH_ACCESS_TOKEN}, which the Google provider takes as well. It is shown to
 * Google's registries alone, and handed on by the environment: a command line can be read by every user of a machine.
 */
final class RegistryToken {
    /** Where services/pom.xml looks for it. */
    static final String FOR_MAVEN = "TELEMETRY_REGISTRY_TOKEN";

    private static final String FROM_OPERATOR = "GOOGLE_OAUTH_ACCESS_TOKEN";

    private RegistryToken() {}

    static Optional<String> in(Map<String, String> environment, String registry) {
        if (!registry.endsWith("-docker.pkg.dev")) {
            return Optional.empty();
        }
        return Optional.ofNullable(environment.get(FROM_OPERATOR)).filter(token -> !token.isBlank());
    }

    static Optional<Credential> credential(Map<String, String> environment, String registry) {
        return in(environment, registry).map(token -> Credential.from("oauth2accesstoken", token));
    }
}
