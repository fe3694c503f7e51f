package com.runmat.telemetry.plan.google;

import com.runmat.telemetry.plan.table.DataFile;
import java.util.Map;
import java.util.Optional;

/**
 * Where each API is: at the address that the stack's settings or the environment tell the provider, in the provider's order, else
 * at Google's own.
 */
final class ApiAddresses {
    private static final Map<?, ?> TABLE = DataFile.read(ApiAddresses.class, "apis.yaml");

    private final Map<String, String> settings;
    private final Map<String, String> environment;

    ApiAddresses(Map<String, String> settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /** With a slash at its end; an API that has an address in each region has the region's in it. */
    String of(String api, String location) {
        if (!(TABLE.get(api) instanceof Map<?, ?> entry)) {
            throw new IllegalArgumentException("no API " + api + " in apis.yaml");
        }
        var address = Optional.ofNullable(settings.get("gcp:" + entry.get("setting")))
                .or(() -> Optional.ofNullable(environment.get(String.valueOf(entry.get("variable")))))
                .filter(given -> !given.isBlank())
                .orElse(String.valueOf(entry.get("address")));
        var below = entry.get("below") instanceof String path ? path : "";
        return address.replaceAll("\\{+location}+", location) + below;
    }
}
