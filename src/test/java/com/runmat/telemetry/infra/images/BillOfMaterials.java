package com.runmat.telemetry.infra.images;

import com.google.common.hash.Hashing;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a CycloneDX file says an image is made of.
 *
 * @param jars each library's jar, by the hash that the file has of it, with its name; the service's own has no hash there
 * @param names of all, the service's included
 */
record BillOfMaterials(Map<String, String> jars, Set<String> names) {
    /** The service itself, which a bill of materials is of. */
    private static final String OWN = "its own jar";

    static BillOfMaterials read(Path file) throws IOException {
        var json = new Gson().fromJson(Files.readString(file), JsonObject.class);
        var service = name(json.getAsJsonObject("metadata").getAsJsonObject("component"));
        Map<String, String> jars = new TreeMap<>(Map.of(OWN, service));
        Set<String> names = new TreeSet<>(Set.of(service));
        for (JsonElement element : json.getAsJsonArray("components")) {
            var component = element.getAsJsonObject();
            jars.put(sha256(component), name(component));
            names.add(name(component));
        }
        return new BillOfMaterials(jars, names);
    }

    /** Every jar that is anywhere in an image but in its runtime, by the same keys. */
    static Map<String, String> jarsBelow(Path root) throws IOException {
        Map<String, String> jars = new TreeMap<>();
        try (var files = Files.walk(root)) {
            for (Path jar : files.filter(
                            file -> file.toString().endsWith(".jar") && !file.startsWith(root.resolve("opt/java")))
                    .toList()) {
                boolean own = root.resolve("app").equals(jar.getParent());
                jars.put(own ? OWN : hash(jar), jar.getFileName().toString().replaceFirst("(-\\d.*)?\\.jar$", ""));
            }
        }
        return jars;
    }

    private static String hash(Path jar) throws IOException {
        return Hashing.sha256().hashBytes(Files.readAllBytes(jar)).toString();
    }

    private static String name(JsonObject component) {
        return component.get("name").getAsString();
    }

    private static String sha256(JsonObject component) {
        for (JsonElement hash : component.getAsJsonArray("hashes")) {
            if (hash.getAsJsonObject().get("alg").getAsString().equals("SHA-256")) {
                return hash.getAsJsonObject().get("content").getAsString();
            }
        }
        return "no SHA-256";
    }
}
