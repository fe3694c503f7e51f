package com.runmat.telemetry.infra.config;

import com.pulumi.Config;
import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.core.TypeShape;
import com.pulumi.deployment.internal.DeploymentInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads single settings and remembers every mistake. A reader answers something usable even where the value is wrong,
 * so that reading goes on; {@link #complete} then throws them all. A blank value is none. Values of secrets are never
 * shown.
 */
final class Settings {
    private static final String OURS = "telemetry";
    private static final String PROVIDERS = "gcp";

    private final Function<String, Config> namespaces;
    private final Function<String, Optional<String>> environment;
    private final Predicate<String> encrypted;
    private final List<String> mistakes = new ArrayList<>();

    Settings(
            Function<String, Config> namespaces,
            Function<String, Optional<String>> environment,
            Predicate<String> encrypted) {
        this.namespaces = namespaces;
        this.environment = environment;
        this.encrypted = encrypted;
    }

    /** The SDK's public interface does not tell which keys are encrypted; its deployment does. */
    static Settings of(Context context) {
        return new Settings(
                context::config,
                name -> Optional.ofNullable(System.getenv(name)),
                key -> DeploymentInternal.getInstance().isConfigSecret(key));
    }

    /** A setting of the provider's own: from the stack, else from the variables that the provider itself reads. */
    String providers(String key, String example, Predicate<String> allowed, String rule, String... variables) {
        Optional<String> value = raw(PROVIDERS, key);
        for (int i = 0; i < variables.length && value.isEmpty(); i++) {
            value = environment.apply(variables[i]).filter(text -> !text.isBlank());
        }
        if (value.isEmpty()) {
            mistakes.add(PROVIDERS + ":" + key + " is not set: " + rule);
        }
        return value.map(text -> check(PROVIDERS, key, text, allowed, rule)).orElse(example);
    }

    /** The Google project, which every stack needs. */
    String project() {
        return providers(
                "project",
                "unknown-project",
                Rules::projectId,
                "the id of the Google project: `pulumi config set gcp:project <id>`",
                "GOOGLE_PROJECT",
                "GOOGLE_CLOUD_PROJECT",
                "GCLOUD_PROJECT",
                "CLOUDSDK_CORE_PROJECT");
    }

    Optional<String> optional(String key, Predicate<String> allowed, String rule) {
        return raw(OURS, key).map(text -> check(OURS, key, text, allowed, rule));
    }

    String text(String key, String otherwise, Predicate<String> allowed, String rule) {
        return optional(key, allowed, rule).orElse(otherwise);
    }

    int number(String key, int otherwise, int least, int most) {
        String rule = "a whole number from " + least + " to " + most;
        return optional(key, text -> text.matches("-?[0-9]{1,9}") && within(text, least, most), rule)
                .filter(text -> text.matches("-?[0-9]{1,9}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        return optional(key, text -> text.equals("true") || text.equals("false"), "true or false")
                .map(Boolean::parseBoolean)
                .orElse(otherwise);
    }

    List<String> list(String key, List<String> otherwise, Predicate<String> allowed, String rule) {
        Optional<List<String>> found = structured(key, TypeShape.list(String.class), "a list; each entry " + rule);
        found.ifPresent(entries -> entries.forEach(entry -> check(OURS, key, String.valueOf(entry), allowed, rule)));
        return List.copyOf(found.orElse(otherwise));
    }

    /** The same, where an empty list says as much as none. */
    Optional<List<String>> optionalList(String key, Predicate<String> allowed, String rule) {
        return Optional.of(list(key, List.of(), allowed, rule)).filter(entries -> !entries.isEmpty());
    }

    Map<String, String> map(String key, Predicate<Map.Entry<String, String>> allowed, String rule) {
        Optional<Map<String, String>> found =
                structured(key, TypeShape.map(String.class, String.class), "an object; " + rule);
        found.ifPresent(map -> map.entrySet().stream()
                .filter(allowed.negate())
                .forEach(entry -> wrong(OURS, key, entry.toString(), rule)));
        return new TreeMap<>(found.orElse(Map.of()));
    }

    /** A secret that may be missing. Plain text is a mistake: it would stay in the stack's file and its history. */
    Optional<Output<String>> secret(String key, Predicate<String> allowed, String rule) {
        Optional<String> value = raw(OURS, key);
        if (value.isPresent() && !encrypted.test(OURS + ":" + key)) {
            mistakes.add(OURS + ":" + key + " is in plain text: set it with `pulumi config set --secret " + key + "`");
        } else if (value.isPresent() && !allowed.test(value.get())) {
            mistakes.add(OURS + ":" + key + " = [secret]: allowed is " + rule);
        }
        return value.map(Output::ofSecret);
    }

    /** Whether both are set, to one value. */
    boolean same(String key, String other) {
        Optional<String> value = raw(OURS, key);
        return value.isPresent() && value.equals(raw(OURS, other));
    }

    void mistake(String key, String text) {
        mistakes.add(OURS + ":" + key + " " + text);
    }

    void complete() {
        if (!mistakes.isEmpty()) {
            throw new ConfigException(mistakes);
        }
    }

    private Optional<String> raw(String namespace, String key) {
        return namespaces.apply(namespace).get(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    private <T> Optional<T> structured(String key, TypeShape<T> shape, String rule) {
        try {
            return namespaces.apply(OURS).getObject(key, shape);
        } catch (RuntimeException e) { // a parser's own: what the user wrote is no JSON of this shape
            wrong(OURS, key, raw(OURS, key).orElse(""), rule);
            return Optional.empty();
        }
    }

    private String check(String namespace, String key, String value, Predicate<String> allowed, String rule) {
        if (!allowed.test(value)) {
            wrong(namespace, key, value, rule);
        }
        return value;
    }

    private void wrong(String namespace, String key, String value, String rule) {
        mistakes.add(namespace + ":" + key + " = " + value + ": allowed is " + rule);
    }

    private static boolean within(String number, int least, int most) {
        int value = Integer.parseInt(number);
        return value >= least && value <= most;
    }
}
