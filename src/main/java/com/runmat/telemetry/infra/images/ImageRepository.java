package com.runmat.telemetry.infra.images;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.registry.RegistryClient;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a registry which images it holds, with the credentials and in the order in which Jib looks for them when it
 * pushes: an access token from the environment, Docker's configuration, credential helpers, and for Google's registries
 * Application Default Credentials.
 */
final class ImageRepository {
    private final Map<String, String> environment;

    ImageRepository(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Whether the registry holds this image.
     *
     * @throws ImagesFailed when it gives no answer
     */
    boolean holds(String image) {
        try {
            var reference = ImageReference.parse(image);
            var client = client(reference);
            return holds(client, reference.getQualifier());
        } catch (InvalidImageReferenceException e) {
            throw new ImagesFailed("\"" + image + "\" is no image reference: HOST/PATH/NAME:TAG is expected", e);
        } catch (RegistryUnauthorizedException e) {
            throw new ImagesFailed(
                    "the registry refused to say whether it holds " + image + ": " + e.getMessage()
                            + "; log in with `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS"
                            + " or GOOGLE_OAUTH_ACCESS_TOKEN",
                    e);
        } catch (IOException | RegistryException | CredentialRetrievalException e) {
            throw new ImagesFailed("the registry did not say whether it holds " + image + ": " + e, e);
        }
    }

    private static boolean holds(RegistryClient client, String qualifier) throws IOException, RegistryException {
        try {
            return client.checkManifest(qualifier).isPresent();
        } catch (RegistryUnauthorizedException beforeLogin) {
            if (!client.doPullBearerAuth()) {
                client.configureBasicAuth();
            }
            return client.checkManifest(qualifier).isPresent();
        }
    }

    private RegistryClient client(ImageReference image) throws CredentialRetrievalException {
        var http = new FailoverHttpClient(Loopback.is(image.getRegistry()), false, event -> {});
        var client = RegistryClient.factory(EventHandlers.NONE, image.getRegistry(), image.getRepository(), http);
        credential(image).ifPresent(client::setCredential);
        return client.newRegistryClient();
    }

    private Optional<Credential> credential(ImageReference image) throws CredentialRetrievalException {
        var found = CredentialRetrieverFactory.forImage(image, event -> {}, environment);
        List<CredentialRetriever> order = List.of(
                () -> RegistryToken.credential(environment, image.getRegistry()),
                found.dockerConfig(),
                found.wellKnownCredentialHelpers(),
                found.googleApplicationDefaultCredentials());
        for (CredentialRetriever retriever : order) {
            var credential = retriever.retrieve();
            if (credential.isPresent()) {
                return credential;
            }
        }
        return Optional.empty();
    }
}
