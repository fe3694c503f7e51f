package com.runmat.telemetry.forwarder.key;

import com.runmat.telemetry.ops.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a secret version from Google's Secret Manager over REST, as the service account of the VM: its token comes from the
 * metadata server. Two requests and no library; both are made once at start and once a rotation.
 *
 * @param metadataHost host and port of the metadata server
 * @param endpoint of Secret Manager, without a path
 * @param version {@code projects/…/secrets/…/versions/…}
 */
public record SecretManager(String metadataHost, URI endpoint, String version) {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final long MAX_ANSWER = 1 << 18;
    private static final JsonFactory JSON = new JsonFactory();

    /** Reads it; the message of the exception names the step and status, never the token or the secret. */
    Secret read() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build()) {
            Secret token = visible(string(get(client, "metadata server", tokenRequest()), "access_token"));
            String data = string(get(client, "Secret Manager", accessRequest(token)), "data");
            return visible(new String(decode(data), StandardCharsets.UTF_8).strip());
        }
    }

    private HttpRequest.Builder tokenRequest() {
        return HttpRequest.newBuilder(URI.create(
                        "http://" + metadataHost + "/computeMetadata/v1/instance/service-accounts/default/token"))
                .header("Metadata-Flavor", "Google");
    }

    private HttpRequest.Builder accessRequest(Secret token) {
        return HttpRequest.newBuilder(endpoint.resolve("/v1/" + version + ":access"))
                .header("Authorization", "Bearer " + token.reveal());
    }

    private static byte[] get(HttpClient client, String whom, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(
                request.timeout(TIMEOUT).GET().build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
        if (response.statusCode() != 200) {
            throw new IOException(whom + " answered " + response.statusCode());
        }
        return response.body();
    }

    /** The first string of that name at any depth: both answers hold just one. */
    private static String string(byte[] json, String name) throws IOException {
        String value = find(json, name);
        if (value == null) {
            throw new IOException("no " + name + " in the answer");
        }
        return value;
    }

    private static @Nullable String find(byte[] json, String name) throws IOException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING && name.equals(parser.currentName())) {
                    return parser.getString();
                }
            }
            return null;
        } catch (JacksonException notJson) {
            // not as a cause: its message may quote the answer
            throw new IOException("the answer is not JSON");
        }
    }

    /** Anything else cannot go into a header, and the complaint about that would quote it. */
    private static Secret visible(String text) throws IOException {
        if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IOException("the secret or token is empty or not visible ASCII");
        }
        return new Secret(text);
    }

    private static byte[] decode(String data) throws IOException {
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException notBase64) {
            throw new IOException("the secret is not base64");
        }
    }
}
