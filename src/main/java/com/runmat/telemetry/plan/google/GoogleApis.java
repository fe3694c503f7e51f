package com.runmat.telemetry.plan.google;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Google's REST APIs, asked and never told. May be used by several threads. */
public final class GoogleApis {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ApiAddresses addresses;
    private final String token;

    private GoogleApis(ApiAddresses addresses, String token) {
        this.addresses = addresses;
        this.token = token;
    }

    /**
     * With the provider's credentials and addresses.
     *
     * @param settings the stack's, by their full keys
     * @throws GoogleRefused when there are no credentials
     */
    public static GoogleApis of(Map<String, String> settings, Map<String, String> environment) {
        return new GoogleApis(new ApiAddresses(settings, environment), token(environment));
    }

    private static String token(Map<String, String> environment) {
        try {
            return Credentials.of(environment).token().value();
        } catch (IOException e) {
            throw new GoogleRefused(
                    "no Google credentials: run `gcloud auth application-default login`, or set"
                            + " GOOGLE_APPLICATION_CREDENTIALS or GOOGLE_OAUTH_ACCESS_TOKEN",
                    e);
        }
    }

    /**
     * What is there, or nothing where Google says that there is nothing, or that the API is not even enabled.
     *
     * @param api by its name in apis.yaml
     * @param location the region, for an API that has an address in each
     * @throws GoogleRefused when it answers anything else than one of the two
     */
    public Optional<JsonObject> get(String api, String location, String path) {
        return ask(request(api, location, path).GET().build());
    }

    /** The same for the few questions that are POST, with an empty body. */
    public Optional<JsonObject> post(String api, String location, String path) {
        return ask(request(api, location, path)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build());
    }

    private HttpRequest.Builder request(String api, String location, String path) {
        return HttpRequest.newBuilder(URI.create(addresses.of(api, location) + path))
                .timeout(PATIENCE)
                .header("authorization", "Bearer " + token);
    }

    private Optional<JsonObject> ask(HttpRequest request) {
        try {
            return read(request, client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new GoogleRefused("%s cannot be reached: %s".formatted(request.uri(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GoogleRefused("interrupted while asking " + request.uri(), e);
        }
    }

    private static Optional<JsonObject> read(HttpRequest request, HttpResponse<String> answer) {
        var body = answer.body();
        if (answer.statusCode() == 404 || (answer.statusCode() == 403 && body.contains("SERVICE_DISABLED"))) {
            return Optional.empty();
        }
        if (answer.statusCode() != 200) {
            throw new GoogleRefused("Google answered %d to %s: %s%s"
                    .formatted(answer.statusCode(), request.uri(), said(body), remedy(answer.statusCode())));
        }
        try {
            return Optional.of(JsonParser.parseString(body).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            throw new GoogleRefused(request.uri() + " did not answer with a JSON object", e);
        }
    }

    private static String said(String body) {
        try {
            return JsonParser.parseString(body)
                    .getAsJsonObject()
                    .getAsJsonObject("error")
                    .get("message")
                    .getAsString();
        } catch (RuntimeException e) { // not Google's form: the status alone has to tell
            return "no reason given";
        }
    }

    private static String remedy(int status) {
        return switch (status) {
            case 401 -> "; log in anew with `gcloud auth application-default login`";
            case 403 -> "; the account needs the right to view the project (roles/viewer)";
            default -> "";
        };
    }
}
